// Lines put together by the reader, and a text that is matched again: nothing that the reader wrote or decided is lost.

import { addExample, FRAME, isBegun } from "./example.js";
import { STOP, stems } from "./match.js";

const NEAR = 0.5; // share of words that two lines must have in common

/** The texts that a line was put together from. */
const partsOf = (line) => line.parts ?? [line.text];

/** Put a line to the one above it, which takes its words, its importance and its example. */
export function joinLines(above, line) {
  const before = { ...above };
  above.parts = [...partsOf(above), ...partsOf(line)];
  above.text = above.parts.join(" ");
  above.importance = line.importance;
  above.method = [above.method, line.method].filter(Boolean).join(" ");
  addExample(above, line);
  undo.set(above, [before, line]);
}

/** What a line was before it was put together, while the page is open. */
const undo = new WeakMap();

/** The lines that one was put together from, with what was written since in the first of them. */
export function splitLine(line) {
  const made = undo.get(line) ?? line.parts.map((text) => ({ ...line, text, method: "", ...Object.fromEntries(FRAME.map(([part]) => [part, ""])) }));
  const [first, ...rest] = made.map(({ parts, ...each }, index) => (undo.has(line) && parts && index === 0 ? { ...each, parts } : each));
  const own = rest.flatMap((each) => FRAME.map(([part]) => each[part])).filter(Boolean);
  for (const [part] of FRAME) first[part] = own.length ? first[part] : line[part];
  return [first, ...rest];
}

const wordsOf = (text) => new Set(stems(text).filter((word) => !STOP.has(word)));

/** How alike two texts are: the share of their words that they have in common. */
function likeness(one, other) {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  return (2 * [...a].filter((word) => b.has(word)).length) / (a.size + b.size || 1);
}

/** Items just read, with those that the reader had put together put together again. */
function joinAgain(found, joined) {
  const items = [...found];
  for (const line of joined) {
    const at = items.findIndex((_, index) => line.parts.every((text, offset) => items[index + offset]?.text === text));
    if (at >= 0) items.splice(at, line.parts.length, line);
  }
  return items;
}

/** Move what was written for a line that is not in the text any more to the nearest line that has no example. */
function carry(old, items) {
  const free = items.filter((item) => item.is === "line" && !isBegun(item) && !item.confirmed).map((item) => ({ item, near: likeness(old.text, item.text) }));
  const best = free.sort((a, b) => b.near - a.near)[0];
  if (!best || best.near < NEAR) return false;
  addExample(best.item, old);
  if (old.confirmed) Object.assign(best.item, { confirmed: true, target: old.target });
  return true;
}

/**
 * The items of a text that is matched again: those that were there as the reader left them, those of the reader that
 * are not there any more carried to the nearest line, or kept at the end as `gone`.
 */
export function readAgain(found, old, begin) {
  const left = [...old]; // two lines of the same text are two
  const take = (text) => {
    const at = left.findIndex((item) => item.text === text);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  const items = joinAgain(found, old.filter((item) => item.parts)).map((item) => take(item.text) ?? item);
  for (const item of items) delete item.gone;
  const lost = old.filter((item) => !items.includes(item) && (isBegun(item) || item.confirmed));
  const ready = items.map((item) => (old.includes(item) ? item : begin(item)));
  const moved = lost.filter((item) => carry(item, ready.filter((each) => !old.includes(each))));
  const kept = lost.filter((item) => !moved.includes(item));
  for (const item of kept) item.gone = true;
  return { items: [...ready, ...kept], moved: moved.length, kept: kept.length };
}
