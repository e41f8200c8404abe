// How a text is cut into words. scripts/search/words.py does the same to the pages; a test holds the two equal.
{
  const search = (/** @type {any} */ (globalThis).handbookSearch ??= {});
  const hyphens = /[-\u2010-\u2015\u2212]/;
  const compound = /[a-z0-9]+(?:[-\u2010-\u2015\u2212][a-z0-9]+)*/g;

  /** A text in small letters without accents, possessive endings, apostrophes, and commas within numbers. */
  search.folded = (text) => text
    .replace(/\u00ad/g, "")
    .replace(/[\u2018\u2019\u02bc\u00b4`]/g, "'")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{Mn}/gu, "")
    .replace(/'s(?![a-z0-9])|'/g, "")
    .replace(/(?<=[0-9]),(?=[0-9]{3})/g, "");

  /** The words of a text as they are looked up; a compound gives its parts and then itself, run together. */
  search.words = (text) => (search.folded(text).match(compound) || []).flatMap((found) => {
    const parts = found.split(hyphens);
    return parts.length === 2 ? [...parts, parts.join("")] : parts;
  });
}
