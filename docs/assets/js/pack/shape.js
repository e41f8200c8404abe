// The shape of a paste, read before its lines: how wide its column is, and where the mark of importance stands.

import { isBullet, isBulleted, isMethod, markOf, unmark } from "./rows.js";

const [NARROW, SLACK] = [38, 0.78]; // letters of a narrow column; how ragged the right edge of a column may be
const [FEW, SHARE] = [3, 0.2]; // marks that make a habit: how many, and for which share of the rows

/** Whether importance stands on a row of its own below each line, and not as a heading above some. */
function marksFollow(rows) {
  const seen = rows.map((row) => (markOf(row) ? "mark" : isMethod(row.trim()) ? "" : "text")).filter(Boolean);
  const marks = seen.filter((each) => each === "mark").length;
  const alone = seen.filter((each, index) => each === "mark" && seen[index - 1] === "text").length;
  return marks > 1 && alone === marks && seen[0] === "text" && seen.length - marks <= marks * 1.7 && seen.at(-1) === "mark";
}

/** What is true of all rows of a paste. */
export function shapeOf(rows) {
  const full = rows.filter((row) => row.trim()).map((row) => row.replace(/\s{4,}/g, "   "));
  const often = (test) => {
    const many = full.filter(test).length;
    return many >= FEW && many >= full.length * SHARE;
  };
  const lengths = full.map((row) => row.trim().length).sort((one, other) => one - other);
  const width = lengths[Math.floor(lengths.length * 0.95)] ?? 0;
  return {
    follow: marksFollow(rows),
    ends: often((row) => unmark(row).at === "end" || Boolean(markOf(row)?.method)),
    starts: often((row) => unmark(row).at === "start"),
    listed: rows.filter(isBulleted).length > rows.length * 0.2,
    small: rows.some((row, at) => at && /^\s*\p{Ll}/u.test(row) && /^(?:\s*|\s*\p{Lu}\S*(?:\s+\S+){0,2}\s*)$/u.test(rows[at - 1])), // lines begin with small letters
    wide: Math.max(NARROW, width * SLACK),
  };
}

/** Rows whose habit leaves a sign out: "1 Text", "2 Text" get their stop, "E Text" its second blank. */
export function clarify(rows) {
  const numbered = rows.map((row) => Number(/^ *(\d{1,2}) +\p{L}/u.exec(row)?.[1] ?? 0));
  const inOrder = (at) => numbered[at] === 1 || (numbered[at] > 1 && numbered.slice(0, at).findLast(Boolean) === numbered[at] - 1);
  const many = numbered.filter((_, at) => inOrder(at)).length >= FEW;
  const marked = rows.filter((row) => /^ *[ED] +\S/.test(row)).length >= FEW;
  return rows.map((row, at) => (many && inOrder(at) ? row.replace(/^( *\d+) +/, "$1. ") : marked ? row.replace(/^( *[ED]) (?=\S)/, "$1  ") : row));
}

/** Rows in which a bullet stands alone above its text, made one. */
export function rejoin(rows) {
  return rows.flatMap((row, at) => {
    const above = rows[at - 1]?.trim() ?? "";
    const lonely = (text) => isBullet(text) && !/^\d+$/.test(text) && !/^[a-z]$/i.test(text);
    if (lonely(row.trim()) && rows[at + 1]?.trim()) return [];
    return lonely(above) && row.trim() ? [`${above} ${row.trim()}`] : [row];
  });
}

const INLINE = /^\s*(essential|desirable)(?: criteria)?\s*:\s*(?=\S)/i;

/** Where the sentence of an inline list that begins in row `at` ends: the row after it. */
function endOfList(rows, at) {
  let next = at + 1;
  while (next < rows.length && rows[next].trim() && !/\.\s*$/.test(rows[next - 1]) && !INLINE.test(rows[next]) && !isBulleted(rows[next])) next += 1;
  return next;
}

/** "Essential: one; two; three." as a row for each. */
export function unlist(rows) {
  if (!rows.some((row) => INLINE.test(row) && row.includes(";"))) return rows;
  const out = [];
  for (let at = 0; at < rows.length;) {
    const [start, level] = INLINE.exec(rows[at]) ?? [];
    const next = start ? endOfList(rows, at) : at + 1;
    const text = rows.slice(at, next).map((row) => row.trim()).join(" ");
    const items = text.slice(start?.length).replace(/\.$/, "").split(/;\s*(?:and\s+)?/);
    out.push(...(start ? items.filter(Boolean).map((item) => `• ${level}: ${item}`) : [rows[at]]));
    at = next;
  }
  return out;
}
