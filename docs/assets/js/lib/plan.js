// The plan as plain data: what it holds, what is asked of a file that is opened, and how the reader changes it.
// Fields that this version does not know are kept wherever they stand.

import { GAPS, RATINGS, level } from "./ratings.js";

export const FORMAT = "medical-director-handbook-plan";
export const VERSION = 1;
export const LARGEST_FILE = 5_000_000;
const KINDS = ["course", "opportunity", "own"];
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Why a text is not a plan, in words for the reader. */
export class PlanError extends Error {}

/** A plan that says nothing yet; `view` is "own" or "sponsor". */
export function blankPlan(view = "own") {
  return { format: FORMAT, version: VERSION, id: randomId(), view, name: "", made_with: "", saved: "", criteria: {}, actions: [], history: [], sponsors: [] };
}

function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The plan that `text` holds, with what an older or hand-made file leaves out filled in. Throws PlanError. */
export function readPlan(text) {
  let plan;
  try {
    plan = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new PlanError("It is not JSON, or it was cut off.");
  }
  if (!isObject(plan) || plan.format !== FORMAT) throw new PlanError("It is not a plan of this handbook.");
  const problem = firstProblem(plan);
  if (problem) throw new PlanError(`It is a plan, but one place in it cannot be read: ${problem}.`);
  return { ...blankPlan(), ...plan };
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value) => value === undefined || typeof value === "string";

/** The first place that cannot be read, or "". */
function firstProblem(plan) {
  if (!Number.isInteger(plan.version) || plan.version < 1) return "version";
  for (const name of ["id", "name", "made_with", "saved"]) if (!isText(plan[name])) return name;
  if (![undefined, "own", "sponsor"].includes(plan.view)) return "view";
  return viewProblem(plan) || listProblem(plan, "history", snapshotProblem) || listProblem(plan, "sponsors", viewProblem);
}

/** What a plan and a sponsor's view have in common: criteria and actions. */
function viewProblem(view) {
  if (!isText(view.name) || !isText(view.at)) return "name";
  return mapProblem(view, "criteria", criterionProblem) || listProblem(view, "actions", actionProblem);
}

function listProblem(within, name, problemOf) {
  const list = within[name] ?? [];
  if (!Array.isArray(list)) return name;
  for (const [index, each] of list.entries()) {
    const problem = isObject(each) ? problemOf(each) : "not an object";
    if (problem) return `${name}, number ${index + 1}: ${problem}`;
  }
  return "";
}

function mapProblem(within, name, problemOf) {
  const map = within[name] ?? {};
  if (!isObject(map)) return name;
  for (const [id, each] of Object.entries(map)) {
    const problem = ID.test(id) ? problemOf(each) : "not an id";
    if (problem) return `${name}, ${id}: ${problem}`;
  }
  return "";
}

function criterionProblem(entry) {
  if (!isObject(entry)) return "not an object";
  if (!isText(entry.title)) return "title";
  if (!isText(entry.evidence)) return "evidence";
  return isRating(entry.rating ?? null) ? "" : "rating";
}

const isRating = (value) => value === null || RATINGS.includes(value);

function actionProblem(action) {
  if (!KINDS.includes(action.kind)) return "kind";
  if (typeof action.id !== "string" || !ID.test(action.id)) return "id";
  if (typeof action.title !== "string") return "title";
  const serves = action.for ?? [];
  if (!Array.isArray(serves) || !serves.every((id) => typeof id === "string" && ID.test(id))) return "for";
  if (!isText(action.ask)) return "ask";
  return action.due === undefined || action.due === "" || isDay(action.due) ? "" : "due";
}

function snapshotProblem(snapshot) {
  if (typeof snapshot.at !== "string") return "at";
  return mapProblem(snapshot, "ratings", (rating) => (RATINGS.includes(rating) ? "" : "rating"));
}

/** Whether a text is a day that exists, as 2027-02-28. */
export function isDay(text) {
  if (typeof text !== "string" || !/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** What the plan says of a criterion, or an empty entry that is not part of the plan. */
export const entryOf = (plan, id) => (Object.hasOwn(plan.criteria, id) ? plan.criteria[id] : { evidence: "", rating: null });
export const ratingOf = (plan, id) => entryOf(plan, id).rating ?? null;

/** Set evidence or rating of a criterion ({id, title}). */
export function setCriterion(plan, criterion, change) {
  const entry = Object.hasOwn(plan.criteria, criterion.id) ? plan.criteria[criterion.id] : { evidence: "", rating: null };
  plan.criteria[criterion.id] = { ...entry, title: criterion.title, ...change };
}

export const sameStep = (one, other) => one.kind === other.kind && one.id === other.id;
export const actionOf = (plan, step) => plan.actions.find((action) => sameStep(action, step));

/** Choose a step for a criterion; a step that builds several criteria is one action. */
export function pick(plan, step, criterion, { due = "", ask = "" } = {}) {
  const action = actionOf(plan, step);
  if (!action) plan.actions.push({ kind: step.kind, id: step.id, title: step.title, for: [criterion], due, ask });
  else if (!(action.for ??= []).includes(criterion)) action.for.push(criterion);
}

/** Take a step away from a criterion; the action goes when it serves no other. */
export function unpick(plan, step, criterion) {
  const action = actionOf(plan, step);
  if (!action) return;
  action.for = (action.for ?? []).filter((id) => id !== criterion);
  if (!action.for.length) removeAction(plan, step);
}

export function removeAction(plan, step) {
  plan.actions = plan.actions.filter((action) => !sameStep(action, step));
}

/** Actions in the order of their days, those without a day last. */
export const actionsByDay = (plan) => [...plan.actions].sort((one, other) => (one.due || "9999").localeCompare(other.due || "9999"));

/** Whether the reader has entered anything. */
export function hasWords(plan) {
  return Boolean(plan.actions.length || plan.name || plan.sponsors.length || Object.values(plan.criteria).some((entry) => entry.evidence || entry.rating));
}

/** Criteria of the catalogue that are rated none, then those rated some, each in the catalogue's order. */
export function gapsOf(plan, catalogue) {
  const all = [...catalogue.criteria.values()];
  return GAPS.flatMap((rating) => all.filter(({ id }) => ratingOf(plan, id) === rating));
}

const ratingsOf = (plan) => Object.fromEntries(Object.entries(plan.criteria).flatMap(([id, { rating }]) => (rating ? [[id, rating]] : [])));

function sameRatings(one, other) {
  const ids = Object.keys(one);
  return ids.length === Object.keys(other).length && ids.every((id) => one[id] === other[id]);
}

/** Stamp the plan for saving at `now` (a Date); ratings that moved since the last snapshot are added to its history. */
export function stamp(plan, catalogue, now) {
  const [at, ratings] = [now.toISOString(), ratingsOf(plan)];
  for (const [id, entry] of Object.entries(plan.criteria)) entry.title = catalogue.criteria.get(id)?.title ?? entry.title ?? id;
  const last = plan.history.at(-1);
  if (!sameRatings(last?.ratings ?? {}, ratings)) plan.history.push({ at, ratings });
  plan.saved = at;
  plan.made_with = catalogue.edition;
}

/** The latest saved ratings that differ from those of now, as {at, ratings}; null where there are none. */
export function earlier(plan) {
  const now = ratingsOf(plan);
  return plan.history.findLast((snapshot) => !sameRatings(snapshot.ratings ?? {}, now)) ?? null;
}

/** Where the reader stands: a group with its cells, each with the level of now and of before (0 not rated, 1 none ... 4). */
export function standing(plan, catalogue) {
  const before = earlier(plan);
  const groups = new Map();
  for (const { id, title, group } of catalogue.criteria.values()) {
    if (!groups.has(group)) groups.set(group, { title: group, since: before?.at ?? "", cells: [] });
    groups.get(group).cells.push({ id, title, now: level(ratingOf(plan, id)), before: before ? level(before.ratings?.[id]) : null });
  }
  return [...groups.values()];
}
