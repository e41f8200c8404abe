// Where this handbook lies, and the name under which the reader's document is kept in this browser.

const ROOT = new URL("../../../", import.meta.url).pathname;

/** The key of the document. With the path, two copies below one origin keep theirs apart. */
export const KEY = `handbook:${ROOT}`;

/** What the keys of texts that were set aside begin with. */
export const ASIDE = `handbook-aside:${ROOT} `;

/** The key of the first edition; its text moves when it is next saved. */
export const FIRST_EDITION = "handbook-plan";
