// Marks the words that led here in the section that was opened, without touching it: browsers draw the marks over the text.
{
  const search = (/** @type {any} */ (globalThis).handbookSearch ??= {});
  const { words } = search;
  const { CSS, Highlight } = /** @type {any} */ (globalThis);
  const MOST = 500;

  /** Where in a text the words of the set `found` stand, as pairs of begin and end. */
  search.places = (text, found) => [...text.matchAll(/[\p{L}\p{N}\p{M}'\u2019]+/gu)]
    .filter(([word]) => words(word).some((each) => found.has(each)))
    .map(({ 0: word, index }) => [index, index + word.replace(/['\u2019]s?$/, "").length]);

  /** The section that begins at `anchor`: to the next heading of its level or above; without an anchor, what stands above the first. */
  function section(article, anchor) {
    const start = anchor ? document.getElementById(anchor) : article.querySelector("h1");
    if (!start) return null;
    const whole = new Range();
    if (/^H[1-6]$/.test(start.tagName)) {
      const level = Math.max(2, Number(start.tagName[1]));
      const after = (heading) => start.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_FOLLOWING;
      const next = [...article.querySelectorAll("h2, h3, h4")].find((heading) => after(heading) && Number(heading.tagName[1]) <= level);
      whole.setStartBefore(start);
      if (next) whole.setEndBefore(next);
      else whole.setEndAfter(article);
    } else whole.selectNode(start);
    return whole;
  }

  function ranges(article, found, within) {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    const all = [];
    while (walker.nextNode() && all.length < MOST) {
      const node = walker.currentNode;
      if (!within.intersectsNode(node)) continue;
      for (const [from, to] of search.places(node.nodeValue, found)) {
        const range = new Range();
        range.setStart(node, from);
        range.setEnd(node, to);
        all.push(range);
      }
    }
    return all;
  }

  const unmark = () => CSS?.highlights?.delete("found");
  addEventListener("keydown", (event) => event.key === "Escape" && unmark());

  /** Mark the words `found` in the section at `anchor`, and nowhere else; Escape takes the marks away. */
  search.mark = (found, anchor) => {
    const article = document.querySelector("article.prose");
    if (!CSS?.highlights || !Highlight || !article) return;
    unmark();
    const within = section(article, anchor);
    if (within) CSS.highlights.set("found", new Highlight(...ranges(article, new Set(found), within)));
  };
}
