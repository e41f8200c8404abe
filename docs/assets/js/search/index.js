// Takes in the parts of the index as they arrive and makes of them what MiniSearch loads: titles and names are counted here,
// the words of the texts come counted (scripts/search/packed.py).
{
  const search = (/** @type {any} */ (globalThis).handbookSearch ??= {});
  const { words } = search;
  const parts = {};

  /** A column of the index, from what each section has in it: in which sections a word stands, and how often. */
  function counted(texts) {
    const places = new Map();
    const lengths = texts.map((text, number) => {
      const found = words(text);
      for (const word of found) {
        if (!places.has(word)) places.set(word, {});
        const times = places.get(word);
        times[number] = (times[number] || 0) + 1;
      }
      return new Set(found).size;
    });
    return { places, lengths };
  }

  const ENDS = "0123456789abcdefghijklmnopqrstuv";
  const GOES_ON = "ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.:;!";

  /** The sections in which a word stands, from the signs of the steps from one to the next. */
  function stands(signs) {
    const times = {};
    let number = -1;
    let ahead = 0;
    for (const sign of signs) {
      const end = ENDS.indexOf(sign);
      if (end < 0) ahead = (ahead + GOES_ON.indexOf(sign) + 1) * ENDS.length;
      else {
        number += ahead + end + 1;
        ahead = 0;
        times[number] = 1;
      }
    }
    return times;
  }

  /** The same column from the packed form. */
  function unpacked({ words, steps, lengths }) {
    const signs = steps.split(" ");
    return { lengths, places: new Map(words.split(" ").map((word, at) => [word, stands(signs[at])])) };
  }

  /** The columns in the form in which MiniSearch writes itself as JSON. */
  function serialised(columns) {
    const all = Object.values(columns);
    const count = all[0].lengths.length;
    const terms = new Map();
    all.forEach(({ places }, field) => {
      for (const [word, times] of places) {
        if (!terms.has(word)) terms.set(word, {});
        terms.get(word)[field] = times;
      }
    });
    const numbers = [...Array(count).keys()];
    return {
      documentCount: count,
      nextId: count,
      documentIds: Object.fromEntries(numbers.map((number) => [number, number])),
      fieldIds: Object.fromEntries(Object.keys(columns).map((name, field) => [name, field])),
      fieldLength: Object.fromEntries(numbers.map((number) => [number, all.map(({ lengths }) => lengths[number])])),
      averageFieldLength: all.map(({ lengths }) => lengths.reduce((sum, each) => sum + each, 0) / count),
      storedFields: {},
      dirtCount: 0,
      index: [...terms],
      serializationVersion: 2,
    };
  }

  /** A section as results show it. */
  function section([number, anchor, title, names = [], before = []]) {
    const [url, chapter, page, late] = parts.names.pages[number];
    return { url, chapter, page, late, anchor, title, names, before };
  }

  function columns(sections) {
    const of = (text) => counted(sections.map(text));
    const found = {
      title: of(({ title }) => title),
      names: of(({ names }) => names.join(" ")),
      before: of(({ before }) => before.join(" ")),
      page: of(({ anchor, page, chapter }) => (anchor ? `${page} ${chapter}` : chapter)),
    };
    if (parts.words) found.text = unpacked(parts.words);
    return found;
  }

  /** In how many sections each word stands, by the column in which it is commonest. */
  function counts(all) {
    const known = new Map();
    for (const { places } of all) {
      for (const [word, times] of places) known.set(word, Math.max(known.get(word) || 0, Object.keys(times).length));
    }
    return known;
  }

  /** The index of what is here, made when it is first asked for. */
  function build() {
    const sections = parts.names.sections.map(section);
    const found = columns(sections);
    const options = { fields: Object.keys(found), tokenize: words, processTerm: (word) => word };
    const stands = counts(Object.values(found));
    const typed = new Set(parts.names.synonyms.flatMap(([each]) => each.flatMap(words)));
    const engine = /** @type {any} */ (globalThis).MiniSearch.loadJS(serialised(found), options);
    return {
      engine,
      sections,
      stands,
      typed,
      vocabulary: [...new Set([...stands.keys(), ...typed])],
      places: new Map(sections.map(({ url, anchor }, id) => [anchor ? `${url}#${anchor}` : url, id])),
      common: new Set(parts.names.common),
      synonyms: parts.names.synonyms,
    };
  }

  let built = null;
  Object.defineProperty(search, "index", { get: () => (built ??= build()) });

  /** A file of the index hands over what it holds. */
  search.take = (name, value) => {
    if (name === "texts") search.texts = value;
    else {
      parts[name] = value;
      built = null;
    }
    search.arrived?.(name);
  };
}
