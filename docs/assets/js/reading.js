// Reading aids of the pages that need them (theme/main.html): an old address leads on, an entry opens its facts, and a
// made-up example can be copied.

// An entry that stands in full on another page has a row under its old address.
const row = location.hash && document.getElementById(location.hash.slice(1));
if (row && "leadsOn" in row.dataset) location.replace(row.querySelector("a").href);

/** The facts of the entry that the reader came for stand open. */
function openFacts() {
  const entry = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest(".entry");
  entry?.querySelector(".entry__facts")?.setAttribute("open", "");
}
openFacts();
addEventListener("hashchange", openFacts);

const ends = [...document.querySelectorAll(".prose blockquote > p:last-child")];
if (ends.some((last) => last.textContent.trim().endsWith("Made up, to adapt."))) import("./copy-example.js");
