// Reading aids of the pages that need them (theme/main.html): an old address leads on, an entry opens its facts, and a
// made-up example can be copied.

import { announce } from "./lib/dom.js";

// An entry that stands in full on another page has a row under its old address.
const row = location.hash && document.getElementById(location.hash.slice(1));
if (row && "leadsOn" in row.dataset) location.replace(row.querySelector("a").href);

/** The facts of the entry that the reader came for stand open. */
function openFacts() {
  const place = document.getElementById(location.hash.slice(1));
  place?.closest(".entry")?.querySelector(".entry__facts")?.setAttribute("open", "");
}
openFacts();
addEventListener("hashchange", openFacts);

/** What of an example is copied: its words without the line that says that they are made up. */
function wordsOf(example) {
  const parts = [...example.querySelectorAll("p, li")].map((part) => part.innerText.trim());
  return parts.filter((words) => !words.startsWith("Made up")).join("\n\n");
}

function addButton(example, last) {
  const text = wordsOf(example);
  const button = Object.assign(document.createElement("button"), { type: "button", className: "text-button", textContent: "Copy" });
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  button.addEventListener("click", () => navigator.clipboard.writeText(text).then(
    () => announce(said, "Copied."),
    () => announce(said, "The browser does not let the page copy. Select the words instead."),
  ));
  const line = Object.assign(document.createElement("p"), { className: "no-print" });
  line.append(button, " ", said);
  last.after(line);
}

for (const example of document.querySelectorAll(".prose blockquote")) {
  const last = example.querySelector(":scope > p:last-child");
  if (last?.textContent.trim().endsWith("Made up, to adapt.")) addButton(example, last);
}
