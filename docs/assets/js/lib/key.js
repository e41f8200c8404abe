// The names by which this browser keeps the reader's document; with the path, copies of the handbook do not meet.

const ROOT = new URL("../../../", import.meta.url).pathname;

export const KEY = `handbook:${ROOT}`;
/** What was set aside. */
export const ASIDE = `handbook-aside:${ROOT} `;
/** The first edition's; its text moves when it is next saved. */
export const FIRST_EDITION = "handbook-plan";
