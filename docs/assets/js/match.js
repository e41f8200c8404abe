// Matches the lines of a trust's own person specification to the criteria. Pure: text in, matches out, nothing kept.
//
// How a line is scored, so that it can be explained to the reader:
//   1. Words lose their endings ("negotiating", "negotiation" -> "negoti").
//   2. Each phrase of data/synonyms.yml that stands in the line adds its weight to its criterion. Of phrases that
//      overlap the heavier counts alone.
//   3. Words that the line shares with the criterion's own text add a little, rare words more than common ones.
//   4. A heading above the line ("Knowledge"), or its first words ("Understanding of"), favours that group.
// Below THRESHOLD the line is left for the reader to place.

const THRESHOLD = 4;
const GROUP_BONUS = 0.3; // share of the score that the heading's group adds
const OWN_WORDS = 2.5; // the most that words shared with the criterion's own text can add
const STOP = new Set(
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

/** Make the words ready for matching. `data` holds criteria {id, group, title, text} and synonyms {criterion | group, phrases}. */
export function prepare(data) {
  const phrases = (owner) => data.synonyms.filter((each) => each[owner]).flatMap((each) =>
    each.phrases.flatMap(({ weight, words }) => words.map((text) => ({ id: each[owner], text, weight, stems: stems(text) }))));
  const own = data.criteria.map((each) => new Set(stems(`${each.title} ${each.text}`).filter((word) => !STOP.has(word))));
  const rarity = new Map();
  for (const words of own) for (const word of words) rarity.set(word, (rarity.get(word) ?? 0) + 1);
  return {
    criteria: data.criteria.map((each, index) => ({ ...each, own: own[index] })),
    phrases: phrases("criterion"),
    cues: phrases("group"),
    rarity,
  };
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

/** All criteria that fit a line, best first: [{id, score, words}]; empty where none fits. */
export function rank(text, model, group = "") {
  const line = stems(text);
  const favoured = new Set([group, cueOf(line, model.cues)]);
  const hits = found(line, model.phrases);
  const ranked = model.criteria.map((criterion) => {
    const mine = hits.filter((hit) => hit.id === criterion.id);
    const shared = [...new Set(line)].filter((word) => criterion.own.has(word));
    const overlap = shared.reduce((sum, word) => sum + 1 / model.rarity.get(word), 0);
    const base = mine.reduce((sum, hit) => sum + hit.weight, 0) + Math.min(overlap, OWN_WORDS);
    const score = base * (favoured.has(criterion.group) ? 1 + GROUP_BONUS : 1);
    return { id: criterion.id, score, words: mine.map((hit) => hit.text) };
  });
  return ranked.filter((each) => each.score >= THRESHOLD).sort((a, b) => b.score - a.score);
}

// A bullet, as typed or as Word hands it over, or a number; alone in a cell, or before a text.
const MARK = String.raw`(?:[-–—•●▪◦‣*·o§\uF0A7\uF0B7]|\(?\d{1,2}[.)]|\(?[a-z][.)])`;
const BULLET = new RegExp(String.raw`^\s*${MARK}\s+`);
const BULLET_ALONE = new RegExp(String.raw`^(?:${MARK}|\d{1,2})$`);
const TICK = /^(?:[xX✓✔√]|yes)$/;
const METHOD = "application(?: form)?|interview|references?|cv|certificates?|assessment(?: centre)?|presentation|portfolio|panel|test";
const ASSESSED = new RegExp(String.raw`^(?:[EDAITRP✓✔√xX/,& ]{1,9}|essential|desirable|(?:(?:${METHOD})(?:\W+(?:and|or)\W+|\W*))+)$`, "i");
const ASIDE = /^(?:how|methods?|means|assessed|assessment|measured|evidenced|evidence|scor(?:e|ing)|weight(?:ing)?)(?: \w+)?$|^essential\b.*\bdesirable\b/i; // the head of a column that holds no line
const FIRST = /^(?:criteri(?:a|on)|requirements?|attributes?|factors?|areas?|essential|no\.?|)$/i; // the head of the first column
const IMPORTANCE = /^(essential|desirable)\b(?!.*\b(?:essential|desirable)\b)/i;

/** The cells of a row as [text, column]. A cell that holds a bullet alone is no column, unless the table's head counts it. */
function cellsOf(row, columns) {
  const raw = row.split(row.includes("\t") ? "\t" : / {3,}/).map((cell) => cell.trim());
  const counted = raw.length === columns.length ? raw : raw.filter((cell) => !BULLET_ALONE.test(cell));
  return counted.map((text, column) => [text, column]).filter(([text]) => text && !BULLET_ALONE.test(text));
}

/** What each column of a table holds, where the row is the table's head; or null. */
function headOf(row) {
  const cells = row.split("\t").map((cell) => cell.trim());
  if (cells.length < 2 || cells.some((cell) => cell.split(/\s+/).length > 5)) return null;
  const kinds = cells.map((cell) => IMPORTANCE.exec(cell)?.[1].toLowerCase() ?? (ASIDE.test(cell) ? "aside" : ""));
  const both = kinds.includes("essential") && kinds.includes("desirable");
  return both || (kinds.includes("aside") && FIRST.test(cells[0])) ? kinds : null;
}

/** Whether a row is a heading: short, no sentence, and named like a part of a specification or set apart. */
function isHeading(text, model, bulleted) {
  const words = text.split(/\s+/);
  if (words.length > 7 || /[.;]$/.test(text) || (bulleted && words.length > 2)) return false;
  if (text.endsWith(":") || (words.length > 1 && text === text.toUpperCase())) return true;
  const line = stems(text);
  return words.length <= 4 && !/\b(?:of|in|to|with)\b/i.test(text) && !rankIsSure(line, model) && model.cues.some((cue) => indexOf(line, cue.stems) === 0);
}

function rankIsSure(line, model) {
  return found(line, model.phrases).some((hit) => hit.weight >= 6);
}

/** Whether a cell names a group and nothing else ("Skills and abilities"). */
const isGroupName = (text, model) => stems(text).every((word) => STOP.has(word) || model.cues.some((cue) => cue.stems.includes(word)));

const groupOf = (text, model) => found(stems(text), model.cues).sort((a, b) => b.weight - a.weight)[0]?.id ?? "";

/** A paste as lines: [{text, group, importance}], headings taken out and wrapped lines joined. */
export function lines(paste, model) {
  const result = [];
  let group = "";
  let importance = "essential";
  let columns = []; // what the columns of the table hold: "essential", "desirable", "aside" or ""
  let open = false; // the last row may go on in the next
  let headed = false; // a group was named
  let outer = false; // groups stand within "essential criteria" and "desirable criteria", not the other way round

  function heading(text) {
    const named = groupOf(text, model);
    const said = IMPORTANCE.exec(text)?.[1] ?? /desirable/i.exec(text)?.[0];
    if (said && !headed) outer = true;
    if (said) importance = said.toLowerCase();
    else if (!outer) importance = "essential";
    if (named || !said) {
      group = named;
      headed = true;
    }
  }

  for (const row of paste.split(/\r?\n/)) {
    const head = headOf(row);
    if (head) {
      columns = head;
      open = false;
      continue;
    }
    const all = cellsOf(row, columns);
    const marked = /\t\s*([ED])\s*(?=\t|$)/.exec(row);
    const ticked = all.find(([text, column]) => TICK.test(text) && /able|essential/.test(columns[column]));
    let cells = all.filter(([text, column]) => !ASSESSED.test(text) && columns[column] !== "aside").map(([text, column]) => [text.replace(BULLET, "").trim(), column]);
    const bulleted = BULLET.test(row) || BULLET_ALONE.test(row.split("\t")[0].trim());
    if (cells.length > 1 && !columns[cells[0][1]] && (columns[cells[1][1]] || isGroupName(cells[0][0], model))) {
      group = groupOf(cells[0][0], model);
      headed = true;
      cells = cells.slice(1);
    }
    if (!cells.length) {
      open = false;
      if (all.length && IMPORTANCE.test(all[0][0])) heading(all[0][0]);
    }
    for (const [text, column] of cells) {
      const alone = cells.length === 1;
      const short = IMPORTANCE.test(text) && text.split(/\s+/).length <= 4 && !/[.;]$/.test(text);
      if (alone && (short || isHeading(text, model, bulleted))) {
        heading(text);
        open = false;
      } else if (alone && open && /^[a-z(]/.test(text) && !bulleted && !row.includes("\t")) {
        result.at(-1).text += ` ${text}`;
      } else if (/^criteria\b|person specification/i.test(text) || (!result.length && !group && !bulleted && /specification|director|officer/i.test(text) && text.split(" ").length < 10 && alone)) {
        open = false; // the title or the head of a table
      } else {
        const own = /able|essential/.test(columns[column]) ? columns[column] : ticked ? columns[ticked[1]] : marked && { E: "essential", D: "desirable" }[marked[1]];
        result.push({ text, group, importance: own || importance });
        open = alone && !/[.;]$/.test(text);
      }
    }
  }
  return result;
}

/** Match a whole paste: [{text, group, importance, matches}], the best match of each line first. */
export function match(paste, model) {
  return lines(paste, model).map((line) => ({ ...line, matches: rank(line.text, model, line.group) }));
}
