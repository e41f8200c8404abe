// A made-up example can be copied. Loaded by reading.js where a page has one.

import { announce } from "./lib/dom.js";

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
