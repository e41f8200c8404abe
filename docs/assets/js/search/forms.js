// How a word that was typed is read: as it is, in its other forms, as a beginning; and only where it stands nowhere, as mistyped.
{
  const search = (/** @type {any} */ (globalThis).handbookSearch ??= {});
  const TIES = 4; // near words that are equally near: the commonest are looked for

  // Spellings of the other side of the ocean, and endings: tried where they give a word that the handbook has.
  /** @type {[RegExp, string][]} */
  const TWINS = [
    [/iz(e[sdr]?|ing|ations?|ers?)$/, "is$1"], [/yz(e[sdr]?|ing)$/, "ys$1"], [/or(s|ed|ing|al|able|ful|ably)?$/, "our$1"],
    [/er(s|ed)?$/, "re$1"], [/og(s)?$/, "ogue$1"], [/(program)(s)?$/, "$1me$2"], [/ens(e|es|ed|ing)$/, "enc$1"],
    [/enc(e|es|ed|ing)$/, "ens$1"], [/practis/, "practic"], [/practic/, "practis"], [/e/, "ae"], [/e/, "oe"],
    [/l(ed|ing|ers?)$/, "ll$1"], [/judgm/, "judgem"], [/fill$/, "fil"], [/ol{2}$/, "ol"],
  ];
  /** @type {[RegExp, string][]} */
  const ENDINGS = [
    [/ies$/, "y"], [/y$/, "ies"], [/es$/, ""], [/s$/, ""], [/$/, "s"], [/ing$/, ""], [/ing$/, "e"], [/ed$/, ""], [/ed$/, "e"],
    [/$/, "ing"], [/e$/, "ing"], [/$/, "ed"],
  ];
  // Before a word that the handbook has, they make one that is spelt well: inpatient is no slip for impatient.
  const BEGINNINGS = /^(?:anti|co|de|in|inter|multi|non|out|over|post|pre|re|self|sub|un|under)(.{5,})$/;

  const changed = (word, [from, to]) => (from.test(word) ? word.replace(from, to) : "");
  const known = (word) => search.index.stands.has(word);

  /** Other forms of a word that the handbook has. */
  function forms(word) {
    if (word.length < 4) return [];
    const twins = TWINS.map((rule) => changed(word, rule));
    const found = [...twins, ...[word, ...twins.filter(known)].flatMap((each) => ENDINGS.map((rule) => changed(each, rule)))];
    return [...new Set(found)].filter((each) => each.length > 2 && each !== word && known(each));
  }

  /** How many single errors turn one word into another: a letter left out, added, changed, or two swapped. */
  function errors(one, other) {
    let [before, last] = [[], [...Array(other.length + 1).keys()]];
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + Number(one[i - 1] !== other[j - 1]), swapped ? before[j - 2] + 1 : Infinity);
      }
      [before, last] = [last, row];
    }
    return last[other.length];
  }

  /** The words nearest to one that stands nowhere, commonest first. Few mistype the first letter, and no short word is guessed at. */
  function nearest(word) {
    let best = [5, 8].filter((length) => word.length >= length).length;
    let found = [];
    for (const term of search.index.vocabulary) {
      if (term[0] !== word[0] || Math.abs(term.length - word.length) > best) continue;
      const number = errors(word, term);
      if (!number || number > best) continue;
      if (number < best) [found, best] = [[], number];
      found.push(term);
    }
    return found.sort((a, b) => search.count(b) - search.count(a)).slice(0, TIES);
  }

  /** Whether a word is spelt well though it stands nowhere: a word that stands somewhere, with a beginning before it. */
  const wellMade = (word) => known(BEGINNINGS.exec(word)?.[1]);

  /** In how many sections a word stands. */
  search.count = (word) => search.index.stands.get(word) || 0;

  /** What is looked for where `word` was typed: `same` its forms, `starts` whether it begins others, `near` words where it is mistyped. */
  search.read = (word) => {
    const same = [word, ...forms(word)].filter(known);
    const starts = word.length > 2 && search.index.vocabulary.some((term) => term.length > word.length && term.startsWith(word));
    const somewhere = same.length || starts || search.index.typed.has(word) || /\d/.test(word) || wellMade(word);
    return { word, same, starts, near: somewhere ? [] : nearest(word) };
  };
}
