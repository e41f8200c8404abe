// Marks the words that led here on the page, without touching it: browsers draw the marks over the text.
{
  const search = (/** @type {any} */ (globalThis).handbookSearch ??= {});
  const { words } = search;
  const { CSS, Highlight } = /** @type {any} */ (globalThis);
  const MOST = 500;

  /** Where in a text the words of the set `found` stand, as pairs of begin and end. */
  search.places = (text, found) => [...text.matchAll(/[\p{L}\p{N}\p{M}'\u2019]+/gu)]
    .filter(([word]) => words(word).some((each) => found.has(each)))
    .map(({ 0: word, index }) => [index, index + word.replace(/['\u2019]s?$/, "").length]);

  function ranges(within, found) {
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    const all = [];
    while (walker.nextNode() && all.length < MOST) {
      const node = walker.currentNode;
      for (const [from, to] of search.places(node.nodeValue, found)) {
        const range = new Range();
        range.setStart(node, from);
        range.setEnd(node, to);
        all.push(range);
      }
    }
    return all;
  }

  /** Mark the words `found` in the article; what was marked before is not any more. */
  search.mark = (found) => {
    const article = document.querySelector("article.prose");
    if (!CSS?.highlights || !Highlight || !article) return;
    CSS.highlights.set("found", new Highlight(...ranges(article, new Set(found))));
  };
}
