// From what a reader types to the sections that answer it, best first.
{
  const search = (/** @type {any} */ (globalThis).handbookSearch ??= {});
  const { folded, words } = search;

  const BOOST = { title: 4, names: 4, before: 2.5, page: 1.5, text: 1 };
  const WEIGHTS = { prefix: 0.3, fuzzy: 0 };
  const ENOUGH = 5; // sections that hold every word; with fewer, those that hold any follow
  const ANY = 0.35;
  const SYNONYM = 0.9;
  const LATE = 0.4;
  const TOP = 1.3;
  const FIRST = 1.5; // the places of a synonym that is all that was typed, beside the best that words find
  const NAMED = 1.5;

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

  const changed = (word, [from, to]) => (from.test(word) ? word.replace(from, to) : "");
  const known = (word) => search.index.terms.has(word);

  /** Other forms of a word that the handbook has. */
  function forms(word) {
    if (word.length < 4) return [];
    const twins = TWINS.map((rule) => changed(word, rule));
    const found = [...twins, ...[word, ...twins.filter(known)].flatMap((each) => ENDINGS.map((rule) => changed(each, rule)))];
    return [...new Set(found)].filter((each) => each.length > 2 && each !== word && known(each));
  }

  const begins = (word) => [...search.index.terms].some((term) => term.startsWith(word));

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

  /** The words of the handbook nearest to one that it has not, as far as its length forgives errors. */
  function nearest(word, most) {
    let [found, best] = [[], most];
    for (const term of search.index.terms) {
      if (Math.abs(term.length - word.length) > best) continue;
      const number = errors(word, term);
      if (number < best) [found, best] = [[], number];
      if (number === best) found.push(term);
    }
    return found;
  }
  const forgiven = (word) => [4, 6, 9].filter((length) => word.length >= length).length;

  /** How one word is looked for: as it is, in its other forms, as a beginning; and if it is nowhere, as mistyped. */
  function branch(word) {
    const found = [word, ...forms(word)].filter(known);
    const starts = word.length > 2 && begins(word);
    const near = found.length ? [] : nearest(word, starts ? Math.min(1, forgiven(word)) : forgiven(word));
    const others = [...found.filter((each) => each !== word), ...near];
    return { combineWith: "OR", queries: [{ queries: [word], prefix: starts }, { queries: others, prefix: false }] };
  }

  /** The words that are looked for: all but the common ones, unless there are no others. */
  function wanted(list) {
    const rare = list.filter((word) => !search.index.common.has(word));
    return rare.length ? rare : list;
  }

  const phrase = (list) => list.join(" ");
  const said = new Map();

  /** A text as its words are looked up, in their order. */
  function plain(text) {
    if (!said.has(text)) said.set(text, phrase(words(text)));
    return said.get(text);
  }

  /** The synonyms whose words stand in what was typed, each with how it reads with the handbook's words, and its places. */
  function synonyms(list) {
    const text = ` ${phrase(list)} `;
    const whole = phrase(wanted(list));
    return search.index.synonyms.flatMap(([typed, means, places]) => {
      const says = typed.map((each) => plain(each).split(" "));
      const inside = says.filter((each) => text.includes(` ${phrase(each)} `)).sort((a, b) => b.length - a.length)[0];
      const same = says.some((each) => phrase(wanted(each)) === whole);
      if (!inside && !same) return [];
      const others = means.map((other) => (same ? words(other) : words(text.replace(phrase(inside), phrase(words(other))))));
      return [{ others, places, same }];
    });
  }

  /** The places that a synonym names come first where it is all that was typed, else they count for more. */
  function promote(found, all) {
    const best = Math.max(1, ...[...found.values()].map(({ score }) => score));
    for (const { places, same } of all) {
      places.forEach((place, at) => {
        const id = search.index.places.get(place);
        const old = found.get(id) || { id, score: best * 0.4, terms: [] };
        found.set(id, { ...old, score: same ? best * (FIRST - at / 10) : old.score * NAMED });
      });
    }
  }

  const bonus = (id) => {
    const { anchor, late } = search.index.sections[id];
    return (late ? LATE : 1) * (anchor ? 1 : TOP);
  };

  function asked(list, combineWith) {
    const options = { combineWith, boost: BOOST, weights: WEIGHTS, boostDocument: bonus };
    return search.index.engine.search({ queries: wanted(list).map(branch), ...options });
  }

  /** How much better a section fits because what was typed is its title or one of its names, in whole or in part. */
  function likeness({ title, names, before }, list) {
    const typed = phrase(list);
    const is = (each) => plain(each) === typed;
    if ([title, ...title.split(": "), ...names].some(is)) return 3;
    if (before.some(is)) return 2;
    return list.length > 1 && ` ${plain(title)} `.includes(` ${typed} `) ? 1.5 : 1;
  }

  function add(into, found, weight, list) {
    for (const { id, score, terms } of found) {
      const better = score * weight * likeness(search.index.sections[id], list);
      const old = into.get(id);
      if (!old || old.score < better) into.set(id, { id, score: better, terms: [...new Set([...terms, ...(old?.terms || [])])] });
    }
  }

  /** The sections that answer `typed`, best first, each with the words of it that were found. */
  search.find = (typed) => {
    const list = words(typed);
    const found = new Map();
    if (!list.length) return [];
    const meant = synonyms(list);
    const all = [[list, 1], ...meant.flatMap(({ others }) => others.map((each) => [each, SYNONYM]))];
    for (const [each, weight] of all) add(found, asked(each, "AND"), weight, each);
    if (found.size < ENOUGH) for (const [each, weight] of all) add(found, asked(each, "OR"), weight * ANY, each);
    promote(found, meant);
    return [...found.values()]
      .sort((a, b) => b.score - a.score)
      .map(({ id, terms, score }) => ({ ...search.index.sections[id], id, terms, score }));
  };

  /** Titles near to what was typed, for a reader who found nothing. */
  search.near = (typed) => search.index.engine
    .search(folded(typed), { fields: ["title", "names"], prefix: true, fuzzy: 0.5, combineWith: "OR" })
    .slice(0, 5).map(({ id }) => search.index.sections[id]);
}
