// From what a reader types to the sections that answer it, best first.
{
  const search = (/** @type {any} */ (globalThis).handbookSearch ??= {});
  const { words } = search;

  const BOOST = { title: 4, names: 4, before: 2.5, page: 1.5, text: 1 };
  const WEIGHTS = { prefix: 0.3, fuzzy: 0 };
  const PART = 3; // how steeply a section falls that holds a part of the words alone
  const ENOUGH = 0.2; // of the best: such a section is not shown below it
  const SYNONYM = 0.9;
  const LATE = 0.4;
  const TOP = 1.3;
  const FIRST = 1.5; // the places of a synonym that is all that was typed, beside the best that words find
  const NAMED = 1.5;
  const LITTLE = 0.3;
  // What a reader says of the wish rather than of the matter.
  const ASKING = new Set("become becoming feel find get give go happens help keep know learn like make need spend start take tell use want".split(" "));

  /** How a word is looked for. */
  function branch({ word, same, starts, near }) {
    const others = [...same.filter((each) => each !== word), ...near];
    return { combineWith: "OR", queries: [{ queries: [word], prefix: starts }, { queries: others, prefix: false }] };
  }

  /** The words that are looked for: all but the common ones, unless there are no others. */
  function wanted(list) {
    const rare = list.filter((word) => !search.index.common.has(word));
    return rare.length ? rare : list;
  }

  /** How much a word tells: the fewer sections hold it, the more. */
  const rarity = (each) => {
    const count = Math.max(1, ...[each.word, ...each.same, ...each.near].map(search.count));
    return Math.log(1 + search.index.sections.length / count) * (ASKING.has(each.word) ? LITTLE : 1);
  };
  const sum = (numbers) => numbers.reduce((all, each) => all + each, 0);

  const phrase = (list) => list.join(" ");
  const said = new Map();

  /** A text as its words are looked up, in their order. */
  function plain(text) {
    if (!said.has(text)) said.set(text, phrase(words(text)));
    return said.get(text);
  }

  /** The longest of the phrases `says` that stands in what was typed. */
  const inside = (says, text) => says.filter((each) => text.includes(` ${phrase(each)} `)).sort((a, b) => b.length - a.length)[0];

  /** How much of what was typed the phrase of a synonym is: 1 where it is all of it. */
  function share(list, part) {
    const weigh = (all) => sum(wanted(all).map((word) => rarity(search.read(word))));
    return weigh(part) / weigh(list);
  }

  /** The synonyms whose words stand in what was typed, each with how it reads with the handbook's words, and its places. */
  function synonyms(list) {
    const text = ` ${phrase(list)} `;
    const whole = phrase(wanted(list));
    const found = search.index.synonyms.flatMap(([typed, means, places]) => {
      const says = typed.map((each) => plain(each).split(" "));
      const same = says.some((each) => phrase(wanted(each)) === whole);
      const part = same ? list : inside(says, text);
      if (!part) return [];
      const others = means.map((other) => (same ? words(other) : words(text.replace(phrase(part), phrase(words(other))))));
      return [{ others, places, part, share: same ? 1 : share(list, part) }];
    });
    // Conflict of interest is no conflict: a phrase within a longer one does not count for itself.
    const within = (one, other) => one.part.length < other.part.length && ` ${phrase(other.part)} `.includes(` ${phrase(one.part)} `);
    return found.filter((one) => !found.some((other) => within(one, other)));
  }

  /** The places that a synonym names come first where it is all that was typed, else they count for more. */
  function promote(found, all) {
    const best = Math.max(1, ...[...found.values()].map(({ score }) => score));
    for (const { places, share: part } of all) {
      places.forEach((place, at) => {
        const id = search.index.places.get(place);
        const old = found.get(id) || { id, score: 0, terms: [] };
        const score = best * (FIRST * part - at / 10);
        found.set(id, { ...old, score: part < 1 ? Math.max(old.score * NAMED, score) : score });
      });
    }
  }

  const bonus = (id) => {
    const { anchor, late } = search.index.sections[id];
    return (late ? LATE : 1) * (anchor ? 1 : TOP);
  };

  /** How much of what was typed stands in a section, each word by what it tells. */
  function covered(reads, terms) {
    const has = ({ word, same, starts, near }) => terms.some((term) => same.includes(term) || near.includes(term) || (starts && term.startsWith(word)));
    return sum(reads.filter(has).map(rarity)) / sum(reads.map(rarity));
  }

  /** How much better a section fits because what was typed is its title or one of its names, in whole or in part. */
  function likeness({ title, names, before }, list) {
    const typed = phrase(list);
    const is = (each) => plain(each) === typed;
    if ([title, ...title.split(": "), ...names].some(is)) return 3;
    if (before.some(is)) return 2;
    const has = ` ${plain(title)} `;
    const pairs = list.slice(1).filter((word, at) => has.includes(` ${list[at]} ${word} `));
    return list.length > 1 && has.includes(` ${typed} `) ? 1.5 : 1 + (pairs.length ? 0.25 : 0);
  }

  /** What was typed, each mistyped word as the near word that is commonest: so synonyms know it too. */
  const corrected = (list) => list.map((word) => (search.index.common.has(word) ? word : search.read(word).near[0] || word));

  /** Put what is found for one reading of the words into `into`, where it is better than what stands there. */
  function add(into, list, weight) {
    const reads = wanted(list).map(search.read);
    const fixed = corrected(list);
    const options = { combineWith: "OR", boost: BOOST, weights: WEIGHTS, boostDocument: bonus };
    for (const { id, score, terms } of search.index.engine.search({ queries: reads.map(branch), ...options })) {
      const part = covered(reads, terms);
      const better = score * weight * part ** PART * likeness(search.index.sections[id], fixed);
      const old = into.get(id);
      const whole = part > 0.999 || old?.whole;
      if (!old || old.score < better) into.set(id, { id, whole, score: better, terms: [...new Set([...terms, ...(old?.terms || [])])] });
      else old.whole = whole;
    }
  }

  /** The words that stand nowhere: those read as a near one, with that word, and those that are left out. */
  function doubts(list, best) {
    const reads = wanted(list).map(search.read);
    const nowhere = ({ word, same, starts }) => !same.length && !starts && !search.index.typed.has(word);
    const near = reads.filter((each) => each.near.length)
      .map((each) => [each.word, each.near.find((term) => best?.terms.includes(term)) || each.near[0]]);
    return { near, without: reads.filter((each) => nowhere(each) && !each.near.length).map(({ word }) => word) };
  }

  /** The sections that answer `typed`, best first, each with the words of it that were found, and the words that stand nowhere. */
  search.look = (typed) => {
    const list = words(typed);
    const found = new Map();
    if (!list.length) return { sections: [], near: [], without: [] };
    const meant = synonyms(corrected(list));
    add(found, list, 1);
    for (const { others } of meant) for (const each of others) add(found, each, SYNONYM);
    promote(found, meant);
    const all = [...found.values()].sort((a, b) => b.score - a.score);
    const sections = all.filter(({ whole, score }) => whole || score >= all[0].score * ENOUGH)
      .map(({ id, terms, score }) => ({ ...search.index.sections[id], id, terms, score }));
    return { sections, ...doubts(list, sections[0]) };
  };
  search.find = (typed) => search.look(typed).sections;
}
