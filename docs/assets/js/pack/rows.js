// What a single row or cell of a pasted specification is: bullets, marks of importance, ways of assessment.

const ROMAN = "(?:x{0,1}(?:ix|iv|v?i{1,3})|v|x)";
const NUMBER = String.raw`\(?(?:\d{1,2}(?:\.\d{1,2}){0,2}|[a-z]|${ROMAN})[.)]|\(\d{1,2}\)|\d{1,2}\.\d{1,2}|[A-Z]{1,3}\d{1,2}[.):]?`;
const SIGN = "[-–—•●▪◦‣*·o§➢✓\\uF0A7\\uF0B7]";
const BULLET = new RegExp(String.raw`^\s*(?:${SIGN}|${NUMBER})\s+`, "i");
const CODED = /^\s*([ED])\d{1,2}[.):]?\s+/;
const BULLET_ALONE = new RegExp(String.raw`^(?:${SIGN}|${NUMBER}|\d{1,2})$`, "i");
const WITHIN = /\s+[•●▪◦‣]\s*/; // bullets within one line
const TICK = /^(?:[xX✓✔√☑■]|yes)$/;

const METHOD = "application(?: form)?|interview|references?|cv|certificates?|assessment(?: cent(?:re|er))?|presentation|portfolio|panel|test|(?:pre-employment )?checks?|discussion";
const CODES = String.raw`(?:[AIRPTCF]{1,5}|A/F)(?:\s*[/,&+ ]\s*(?:[AIRPTCF]{1,4}|A/F))*`;
const WORDS = String.raw`(?:${METHOD})(?:\W+(?:(?:and|or)\W+)?(?:${METHOD}))*\W*`;
const ASSESSED = new RegExp(String.raw`^[([]?(?:${CODES}|${WORDS})[)\]]?$`, "i");
const WORD = "essential|desirable";
const LEVEL = /^(essential|desirable)\b(?!.*\b(?:essential|desirable)\b)/i;
const IMPORTANT = { e: "essential", d: "desirable", essential: "essential", desirable: "desirable" };

// A mark of importance, and perhaps a way of assessment, as a whole cell or at either end of a line.
const HOW = String.raw`(?:[\s\-–/|,([]+(${CODES}|${WORDS})[)\]]?)?`;
const MARK_ALONE = new RegExp(String.raw`^[([]?(${WORD}|[ED])[)\]]?[.:]?${HOW}$`, "i");
const MARK_AT_END = new RegExp(String.raw`(?:\s+[-–|]\s*|\s*[([]\s*|\s+)(${WORD}|[ED])\s*[)\]]?${HOW}\s*$`, "i");
const METHOD_AT_END = new RegExp(String.raw`(\s{2,}|\s+[([]|\s+)(${CODES})[)\]]?\s*$`);
const MARK_AT_START = new RegExp(String.raw`^(?:[([](${WORD}|[ED])[)\]]\s*|(${WORD})\s*[:–|-]\s+|([ED])\s*[:|–-]\s+|([ED])(?:\s{2,}|\t))`, "i");

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

/** Codes of assessment at the end of a text: those of one run of letters may be an abbreviation ("IT"). */
function methodOf(text, coded, loose) {
  const [whole, before, codes] = METHOD_AT_END.exec(text) ?? [];
  const told = coded || /[/,&+ ]/.test(codes) || (/^\s{2}/.test(before) && codes) || ((loose || /[([]/.test(before)) && codes?.length === 1);
  return told && codes ? { text: text.slice(0, -whole.length).trim(), method: codes } : { text, method: "" };
}

/**
 * A text without its bullet and marks; `at` tells where its mark of importance stood. With `loose`, one letter at its end
 * is a way of assessment.
 * @param {string} raw
 * @param {boolean} [loose]
 * @returns {{text: string, importance: string, method: string, at: "" | "start" | "end"}}
 */
export function unmark(raw, loose = false) {
  const coded = CODED.exec(raw);
  let importance = coded ? importanceOf(coded[1]) : "";
  let how = "";
  /** @type {"" | "start" | "end"} */
  let at = coded ? "start" : "";
  let text = raw.replace(BULLET, "").trim();
  const first = MARK_AT_START.exec(text);
  if (first) {
    importance ||= importanceOf(first.slice(1).find(Boolean));
    at = "start";
    text = text.slice(first[0].length).trim();
  }
  const last = text.split(/\s+/).length > 1 ? MARK_AT_END.exec(text) : null;
  if (last && (/[A-Z]/.test(last[1][0]) || /[([\-–|]/.test(last[0]))) {
    importance = importanceOf(last[1]);
    how = last[2] ?? "";
    at = "end";
    text = text.slice(0, last.index).trim();
  }
  const rest = methodOf(text, coded, loose);
  return { text: rest.text, importance, method: [rest.method, how].filter(Boolean).join(" "), at };
}

/** The texts of a cell in which several bulleted lines were run into one. */
export const parts = (text) => text.split(WITHIN).map((part) => part.trim()).filter(Boolean);
