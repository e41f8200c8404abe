// Numbers and days as people read them.

/** A number with its word: "1 doctor", "8 doctors". */
export const plural = (number, word, many = `${word}s`) => `${number} ${number === 1 ? word : many}`;

/** A day or moment as people read it: 1 March 2027. What is no day stays as it is. */
export function readableDay(text) {
  const day = new Date(text.length === 10 ? `${text}T12:00:00` : text);
  return Number.isNaN(day.getTime()) ? text : day.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}

/** A moment as people read it, short: 28 Nov, 10:42. */
export const readableMoment = (at) => new Date(at).toLocaleString("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

/** Whether a day has passed; a year that is only half typed has not. */
export const isPast = (day) => Boolean(day) && day > "2000" && day < new Date().toLocaleDateString("en-CA");
