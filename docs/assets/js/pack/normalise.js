// Text as Word, PDF files and job sites hand it over, made plain: what looks the same is the same afterwards.

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu; // soft hyphens, zero-width characters, marks of direction
const ENDS_OF_LINES = /\r\n?|\v|\f|[\u0085\u2028\u2029]/g;
const BROKEN_WORD = /(\p{L})[-\u2010]\n[ \t]*(?=\p{Ll})/gu;

/** The text with one kind of line end, plain letters, blanks and hyphens, and words that a line's end broke made whole. */
export function normalise(text) {
  const plain = text.replace(ENDS_OF_LINES, "\n").replace(INVISIBLE, "").normalize("NFKC");
  return plain.replace(/[\u2010\u2011\u2212]/g, "-").replace(/[^\P{Cc}\t\n]/gu, " ").replace(BROKEN_WORD, "$1");
}
