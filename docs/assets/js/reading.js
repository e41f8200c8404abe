// Reading aids of the pages that need them (theme/main.html): an old address leads on, an entry opens its facts, and a
// made-up example can be copied.

const target = () => document.getElementById(location.hash.slice(1));

// An entry that stands in full on another page has a row under its old address.
const row = target();
if (row && "leadsOn" in row.dataset) location.replace(row.querySelector("a").href);

/** The facts of the entry that the reader came for stand open. */
const openFacts = () => target()?.closest(".entry")?.querySelector(".entry__facts")?.setAttribute("open", "");
openFacts();
addEventListener("hashchange", openFacts);

if (document.querySelector(".prose blockquote")) import("./copy-example.js");
