// What the reader keeps: one document for plan, application pack, answers, ticks and programme. What a file or the
// storage holds always opens: a field that cannot be read is named, kept as text and put aside. Fields that this version
// does not know are kept wherever they stand.

import { find } from "./dom.js";

/** @typedef {"none" | "some" | "strong" | "tested-by-others"} Rating */

/** The ids of the ratings; the format of a saved plan fixes them. */
export const RATINGS = ["none", "some", "strong", "tested-by-others"];

/** Ratings that make a criterion a gap. */
export const GAPS = ["none", "some"];

let words = null;

/** What a rating is called ("Tested by others"), as the page's data say; the page has them in data-rating-words. */
export function ratingWord(rating) {
  words ??= JSON.parse(find("[data-rating-words]").dataset.ratingWords);
  return words[rating];
}

/** How high a rating stands: 0 where there is none, 1 for the weakest. */
export const level = (rating) => RATINGS.indexOf(rating) + 1;

/** @typedef {{title?: string, evidence: string, rating: Rating | null}} Entry what the reader says of one criterion */
/** @typedef {{kind: string, id: string, title: string, for?: string[], due?: string, ask?: string, done?: string, outcome?: string}} Action */
/** @typedef {{place: string, text: string}} Aside a field that could not be read, as text */
/** @typedef {{[name: string]: any, version: number, view: string, name: string, saved: string, criteria: Record<string, Entry>, actions: Action[], aside: Aside[]}} State */

export const FORMAT = "medical-director-handbook-plan";
export const VERSION = 2;
export const LARGEST_FILE = 5_000_000;

/** The parts of the document that other pages than the plan's keep. */
export const TOOL_PARTS = ["pack", "answers", "in_training", "ticks", "programme"];

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const [FIRST_DAY, LAST_DAY] = ["1900-01-01", "2100-12-31"];
const LEFT_OUT = Symbol("left out");

/** Why a text is not such a document, in words for the reader. */
export class PlanError extends Error {}

/** A document that says nothing yet; `view` is "own" or "sponsor". @returns {State} */
export function blankPlan(view = "own") {
  return { format: FORMAT, version: VERSION, id: randomId(), view, name: "", made_with: "", saved: "", criteria: {}, actions: [], history: [], sponsors: [], aside: [] };
}

function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The document that `text` holds, with what an older or hand-made file leaves out filled in, and what was put aside.
 * @param {string} text
 * @returns {{state: State, problems: Aside[]}}
 * @throws {PlanError} where it is no such document at all
 */
export function readState(text) {
  let found;
  try {
    found = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new PlanError("It is not JSON, or it was cut off.");
  }
  if (!isObject(found) || found.format !== FORMAT) throw new PlanError("It is not a plan of this handbook.");
  const problems = [];
  const state = DOCUMENT(found, "", (place, value) => problems.push({ place, text: asText(value) }));
  state.aside.push(...problems);
  return { state: { ...blankPlan(), ...state, id: state.id || randomId() }, problems };
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const asText = (value) => (typeof value === "string" ? value : JSON.stringify(value));

/** Whether a text is a day that exists and is not absurd, as 2027-02-28. */
export function isDay(text) {
  if (typeof text !== "string" || !/^\d{4}-\d\d-\d\d$/.test(text) || text < FIRST_DAY || text > LAST_DAY) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

// Each of the following makes a reader: (value, place, put) gives what can be kept, and puts aside what cannot.

const checked = (isRight, blank) => (value, place, put) => {
  if (isRight(value)) return value;
  if (value !== undefined) put(place, value);
  return blank;
};

const TEXT = checked((value) => typeof value === "string", "");
const DAY = checked((value) => value === "" || isDay(value), "");
const NUMBER = checked((value) => Number.isFinite(value) && value >= 0, 0);
const FLAG = checked((value) => typeof value === "boolean", false);
const oneOf = (list, blank) => checked((value) => list.includes(value), blank);
const isId = (value) => typeof value === "string" && ID.test(value);

/** A field without which its part means nothing. */
const needed = (isRight) => (value, place, put) => {
  if (isRight(value)) return value;
  put(place, value ?? null);
  return LEFT_OUT;
};

function listOf(read) {
  return (value, place, put) => {
    if (Array.isArray(value)) return value.map((each, index) => read(each, `${place}, number ${index + 1}`, put)).filter((each) => each !== LEFT_OUT);
    if (value !== undefined) put(place, value);
    return [];
  };
}

/** A mapping by id. */
function byId(read) {
  return (value, place, put) => {
    if (value !== undefined && !isObject(value)) put(place, value);
    if (!isObject(value)) return {};
    const kept = {};
    for (const [id, each] of Object.entries(value)) {
      if (!isId(id)) put(`${place}, ${id}: not an id`, each);
      const found = isId(id) ? read(each, `${place}, ${id}`, put) : LEFT_OUT;
      if (found !== LEFT_OUT) kept[id] = found;
    }
    return kept;
  };
}

/** An object with these fields, and any others as they are; a whole that misses a needed field is put aside as one. */
function partOf(fields) {
  return (value, place, put) => {
    const kept = { ...value };
    const [found, names] = [[], isObject(value) ? Object.keys(fields) : []];
    const below = (name) => (place ? `${place}: ${name}` : name);
    for (const name of names) kept[name] = fields[name](value[name], below(name), (...problem) => found.push(problem));
    const missing = names.find((name) => kept[name] === LEFT_OUT);
    if (missing || !isObject(value)) put(missing ? below(missing) : place, value);
    else for (const [where, what] of found) put(where, what);
    return missing || !isObject(value) ? LEFT_OUT : kept;
  };
}

const maybe = (read) => (value, place, put) => {
  if (value === undefined) return undefined;
  const found = read(value, place, put);
  return found === LEFT_OUT ? undefined : found;
};

const IDS = listOf(needed(isId));
const CRITERIA = byId(partOf({ title: TEXT, evidence: TEXT, rating: oneOf([null, ...RATINGS], null) }));
const ACTIONS = listOf(partOf({
  kind: needed((value) => ["course", "opportunity", "own"].includes(value)),
  id: needed(isId),
  title: needed((value) => typeof value === "string"),
  for: IDS,
  due: DAY,
  ask: TEXT,
  done: maybe(DAY),
  outcome: maybe(TEXT),
}));
const LINE = partOf({
  text: needed((value) => typeof value === "string"),
  is: oneOf(["line", "heading", "aside"], "line"),
  importance: oneOf(["essential", "desirable"], "essential"),
  target: TEXT,
  confirmed: FLAG,
  situation: TEXT,
  task: TEXT,
  action: TEXT,
  result: TEXT,
  gone: maybe(FLAG),
  parts: maybe(listOf(needed((value) => typeof value === "string"))),
});
const DOCUMENT = partOf({
  version: checked((value) => Number.isInteger(value) && value > 0, VERSION),
  id: TEXT,
  view: oneOf(["own", "sponsor"], "own"),
  name: TEXT,
  made_with: TEXT,
  saved: TEXT,
  criteria: CRITERIA,
  actions: ACTIONS,
  history: listOf(partOf({ at: needed((value) => typeof value === "string"), ratings: byId(needed((value) => RATINGS.includes(value))) })),
  sponsors: listOf(partOf({ id: TEXT, name: TEXT, at: TEXT, criteria: CRITERIA, actions: ACTIONS })),
  aside: listOf(partOf({ place: TEXT, text: TEXT })),
  pack: maybe(partOf({ text: TEXT, post: maybe(TEXT), lines: listOf(LINE) })),
  answers: maybe(byId(needed((value) => ["good", "thin", "against"].includes(value)))),
  in_training: maybe(FLAG),
  ticks: maybe(byId(needed((value) => value === true))),
  programme: maybe(partOf({ criteria: IDS, steps: IDS, hours: byId(needed((value) => Number.isFinite(value) && value >= 0)), cohort: NUMBER, each: NUMBER })),
});
