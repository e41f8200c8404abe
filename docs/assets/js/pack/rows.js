// What a single row or cell of a pasted specification is: bullets, marks of importance, ways of assessment.

const ROMAN = "(?:x{0,1}(?:ix|iv|v?i{1,3})|v|x)";
const NUMBER = String.raw`\(?(?:\d{1,2}(?:\.\d{1,2}){0,2}|[a-z]|${ROMAN})[.)]|\(\d{1,2}\)|\d{1,2}\.\d{1,2}|[ED]\d{1,2}[.):]?`;
const SIGN = "[-–—•●▪◦‣*·o§➢✓\\uF0A7\\uF0B7]";
const BULLET = new RegExp(String.raw`^\s*(?:${SIGN}|${NUMBER})\s+`, "i");
const CODED = /^\s*([ED])\d{1,2}[.):]?\s+/;
const BULLET_ALONE = new RegExp(String.raw`^(?:${SIGN}|${NUMBER}|\d{1,2})$`, "i");
const WITHIN = /\s+[•●▪◦‣]\s*/; // bullets within one line
const TICK = /^(?:[xX✓✔√☑■]|yes)$/;

const METHOD = "application(?: form)?|interview|references?|cv|certificates?|assessment(?: cent(?:re|er))?|presentation|portfolio|panel|test";
const CODES = String.raw`(?:[AIRPTC]{1,5}|A/F)(?:\s*[/,&+ ]\s*(?:[AIRPTC]{1,4}|A/F))*`;
const ASSESSED = new RegExp(String.raw`^(?:${CODES}|(?:(?:${METHOD})(?:\W+(?:and|or)\W+|\W*))+)$`, "i");
const WORD = "essential|desirable";
const LEVEL = /^(essential|desirable)\b(?!.*\b(?:essential|desirable)\b)/i;
const IMPORTANT = { e: "essential", d: "desirable", essential: "essential", desirable: "desirable" };

// A mark of importance, and perhaps a way of assessment, as a whole cell or at either end of a line.
const MARK_ALONE = new RegExp(String.raw`^[([]?(${WORD}|[ED])[)\]]?[.:]?(?:\s*[-–/|,]?\s*(${CODES}))?$`, "i");
const MARK_AT_END = new RegExp(String.raw`(?:\s+[-–|]\s*|\s*[([]\s*|\s+)([Ee]ssential|[Dd]esirable|ESSENTIAL|DESIRABLE|[ED])\s*[)\]]?(?:\s+(${CODES}))?\s*$`);
const METHOD_AT_END = new RegExp(String.raw`\s+(${CODES})\s*$`);
const MARK_AT_START = new RegExp(String.raw`^(?:[([](${WORD}|[ED])[)\]]\s*|(${WORD})\s*[:–|-]\s+|([ED])\s*[:|–-]\s+|([ED])\s{2,})`, "i");

/** Which importance a word or letter names, or "". */
export const importanceOf = (text) => IMPORTANT[text.toLowerCase()] ?? "";

export const isBulleted = (text) => BULLET.test(text) || WITHIN.test(text);
export const isTick = (text) => TICK.test(text);
export const isBullet = (text) => BULLET_ALONE.test(text);
export const isMethod = (text) => ASSESSED.test(text);

/** The importance that a heading of few words begins with ("Essential criteria"), or "". */
export const levelOf = (text) => LEVEL.exec(text)?.[1].toLowerCase() ?? "";

/** A cell that is nothing but a mark: {importance, method}, or null. */
export function markOf(text) {
  const found = MARK_ALONE.exec(text.trim());
  return found ? { importance: importanceOf(found[1]), method: found[2] ?? "" } : null;
}

/** A text without its bullet and marks: {text, importance, method}. */
export function unmark(raw) {
  const coded = CODED.exec(raw);
  let importance = coded ? importanceOf(coded[1]) : "";
  let method = "";
  let text = raw.replace(BULLET, "").trim();
  const first = MARK_AT_START.exec(text);
  if (first) {
    importance ||= importanceOf(first.slice(1).find(Boolean));
    text = text.slice(first[0].length).trim();
  }
  const last = text.split(/\s+/).length > 1 ? MARK_AT_END.exec(text) : null;
  if (last && (/[A-Z]/.test(last[1][0]) || /[([\-–|]/.test(last[0]))) {
    importance = importanceOf(last[1]);
    method = last[2] ?? "";
    text = text.slice(0, last.index).trim();
  }
  const how = METHOD_AT_END.exec(text);
  if (how && (coded || how[1].length > 2)) {
    method = [how[1], method].filter(Boolean).join(" ");
    text = text.slice(0, how.index).trim();
  }
  return { text, importance, method };
}

/** The texts of a cell in which several bulleted lines were run into one. */
export const parts = (text) => text.split(WITHIN).map((part) => part.trim()).filter(Boolean);
