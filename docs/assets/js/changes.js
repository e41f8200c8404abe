// What changed since the edition that a reader knows: chosen here, or told by the day on which their plan was last saved.
// Nothing is stored: the saved plan is read, and only where the reader saved one.

import { find, findAll, setText } from "./lib/dom.js";
import { KEY } from "./lib/key.js";
import { plural, readableDay } from "./lib/text.js";

/** The day on which the reader last saved, or "". */
function lastSaved() {
  try {
    const { saved } = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return /^\d{4}-\d{2}-\d{2}/.test(saved) ? saved.slice(0, 10) : "";
  } catch {
    return ""; // no plan, one that cannot be read, or a browser that refuses
  }
}

/** Show the editions after a day; none is hidden where no day is given. Returns how many there are. */
function showAfter(day) {
  const editions = findAll(".edition");
  for (const each of editions) each.hidden = Boolean(day) && each.dataset.published <= day;
  return editions.filter((each) => !each.hidden).length;
}

const words = (count) => (count ? `${plural(count, "edition")} since then.` : "Nothing has changed since then.");

function start(form) {
  const said = find("[data-visit-said]", form);
  form.hidden = false;
  find("[data-visit-edition]", form).addEventListener("change", ({ target }) => {
    const count = showAfter(target.value);
    setText(said, target.value ? words(count) : "");
  });
  const saved = lastSaved();
  if (saved) {
    const after = findAll(".edition").filter((each) => each.dataset.published > saved).length;
    setText(said, `You last saved on ${readableDay(saved)}. ${words(after)}`);
  }
}

const form = find("[data-visit]");
if (form) start(form);
