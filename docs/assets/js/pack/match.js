// Matches the lines of a trust's own person specification to the criteria. Pure: text in, matches out, nothing kept.
//
// How a line is scored, so that it can be explained to the reader:
//   1. Words lose their endings ("negotiating", "negotiation" -> "negoti").
//   2. Each phrase of data/synonyms.yml that stands in the line adds its weight to its criterion. Of phrases that
//      overlap the heavier counts alone.
//   3. Words that the line shares with the criterion's own text add a little, rare words more than common ones.
//   4. A heading above the line ("Knowledge"), or its first words ("Understanding of"), favours that group.
// Below THRESHOLD the line is left for the reader to place. How sure a match is follows from the words that led there:
// one generic word is never more than unsure.

const THRESHOLD = 4;
const GROUP_BONUS = 0.3; // share of the score that the heading's group adds
const [STRONG, SETTLES] = [6, 9]; // weights of phrases
const CLEAR = 1.3; // how far a sure match lies before the next
const SHORT = 3; // letters of an abbreviation that may mean something else
const OWN_WORDS = 2.5; // the most that words shared with the criterion's own text can add
export const STOP = new Set(
  "a an and any are as at be been by can do for from has have in into is it its of on or other that the their them they this to up was well were what when which who will with within you your nhs trust".split(" "),
);
const ENDINGS = "ational ations ation ating ators ator ated ates ional ion ions ings ing iveness ively ive ments ment ness ities ity ably able ance ences ence ancy ants ant ents ent ally ical ial al edly ed er ers ies ied ly es s e y".split(" ").sort((a, b) => b.length - a.length);

/** A word without its ending; at least four letters stay. */
export function stem(word) {
  if (word.length < 5) return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
  const ending = ENDINGS.find((each) => word.endsWith(each) && word.length - each.length >= 4);
  return ending ? word.slice(0, -ending.length) : word;
}

/** The stems of a text in order. */
export function stems(text) {
  return text.toLowerCase().replace(/[’']s\b/g, "").replace(/[’']/g, "").match(/[a-z0-9]+/g)?.map(stem) ?? [];
}

/** Where the stems `wanted` stand in `line`, or -1. */
function indexOf(line, wanted) {
  for (let at = 0; at + wanted.length <= line.length; at++) {
    if (wanted.every((each, offset) => each === line[at + offset])) return at;
  }
  return -1;
}

/**
 * Make the words ready for matching. `data` holds criteria {id, group, title, text}, further targets {id, title} that
 * posts of today ask for, and synonyms {criterion | group | further, phrases}.
 */
export function prepare(data) {
  const phrases = (owner) => data.synonyms.filter((each) => each[owner]).flatMap((each) =>
    each.phrases.flatMap(({ weight, words }) => words.map((text) => ({ id: owner === "group" ? each.group : `${owner}:${each[owner]}`, text, weight, stems: stems(text) }))));
  const own = data.criteria.map((each) => new Set(stems(`${each.title} ${each.text}`).filter((word) => !STOP.has(word))));
  const rarity = new Map();
  for (const words of own) for (const word of words) rarity.set(word, (rarity.get(word) ?? 0) + 1);
  const targets = data.criteria.map(({ id, group }, index) => ({ id: `criterion:${id}`, group, own: own[index] }));
  for (const { id } of data.further ?? []) targets.push({ id: `further:${id}`, group: "", own: new Set() });
  return { targets, phrases: [...phrases("criterion"), ...phrases("further")], cues: phrases("group"), rarity };
}

/**
 * The phrases found in a line. Within one criterion the heavier of two that overlap counts; across criteria a single
 * word is dropped that is part of a longer phrase ("corporate" within "corporate governance").
 */
function found(line, phrases) {
  const hits = phrases.map((each) => ({ ...each, at: indexOf(line, each.stems) })).filter((each) => each.at >= 0)
    .sort((a, b) => b.weight - a.weight || b.stems.length - a.stems.length);
  const kept = [];
  for (const hit of hits) {
    const overlaps = (other) => other.id === hit.id && hit.at < other.at + other.stems.length && other.at < hit.at + hit.stems.length;
    if (!kept.some(overlaps)) kept.push(hit);
  }
  const within = (hit, other) => hit.stems.length === 1 && other.stems.length > 1 && other.weight >= hit.weight && hit.at >= other.at && hit.at < other.at + other.stems.length;
  return kept.filter((hit) => !kept.some((other) => within(hit, other)));
}

/** The group that the first words of a line name ("Knowledge of", "Able to"), or "". */
function cueOf(line, cues) {
  const first = found(line.slice(0, 5), cues).sort((a, b) => a.at - b.at || b.weight - a.weight)[0];
  return first && first.at < 3 ? first.id : "";
}

/** @typedef {{id: string, score: number, words: string[], sureness: "sure" | "likely" | "unsure"}} Match */

/**
 * All targets that fit a line, best first; empty where none fits.
 * @returns {Match[]}
 */
export function rank(text, model, group = "") {
  const line = stems(text);
  const favoured = new Set([group, cueOf(line, model.cues)]);
  const hits = found(line, model.phrases);
  const ranked = model.targets.map((target) => {
    const mine = hits.filter((hit) => hit.id === target.id);
    const shared = [...new Set(line)].filter((word) => target.own.has(word));
    const overlap = shared.reduce((sum, word) => sum + 1 / model.rarity.get(word), 0);
    const base = mine.reduce((sum, hit) => sum + hit.weight, 0) + Math.min(overlap, OWN_WORDS);
    const score = base * (favoured.has(target.group) ? 1 + GROUP_BONUS : 1);
    return { id: target.id, score, hits: mine };
  }).filter((each) => each.score >= THRESHOLD).sort((a, b) => b.score - a.score);
  return ranked.map((each, index) => ({ id: each.id, score: each.score, words: each.hits.map((hit) => hit.text), sureness: surenessOf(each, ranked[index + 1]) }));
}

/** How sure a match is: by the words that led there, and by how far the next one lies behind. */
function surenessOf({ hits, score }, next) {
  const heaviest = Math.max(0, ...hits.map((hit) => hit.weight));
  const one = hits.length === 1 && hits[0].stems.length === 1;
  const lead = next ? score / next.score : Infinity;
  if (heaviest >= SETTLES && lead >= CLEAR && !(one && hits[0].text.length < SHORT)) return "sure";
  if (heaviest >= STRONG && !one && lead >= CLEAR) return hits.length > 1 && score >= 2 * STRONG - 1 ? "sure" : "likely";
  if (heaviest >= SETTLES || (heaviest >= STRONG && !one && lead > 1.1)) return "likely";
  return "unsure";
}

/** Whether a text holds a phrase that is strong for one target. */
export const isSure = (text, model) => found(stems(text), model.phrases).some((hit) => hit.weight >= STRONG);

/** Whether a text begins with words that name a group. */
export const cueAtStart = (text, model) => model.cues.some((cue) => indexOf(stems(text), cue.stems) === 0);

/** Whether a cell names a group and nothing else ("Skills and abilities"). */
export const isGroupName = (text, model) => text !== "" && stems(text).every((word) => STOP.has(word) || model.cues.some((cue) => cue.stems.includes(word)));

/** The group that a heading names, or "". */
export const groupOf = (text, model) => found(stems(text), model.cues).sort((a, b) => b.weight - a.weight)[0]?.id ?? "";

