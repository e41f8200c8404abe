// A checklist: what is ticked is kept with the reader's plan, once they choose to save it.

import { find, findAll } from "./lib/dom.js";
import { Saving } from "./lib/saving.js";
import { printButtons } from "./lib/print.js";
import { plural } from "./lib/text.js";

class Checks {
  constructor(form) {
    this.form = form;
    this.boxes = findAll("[data-check]");
    this.saving = new Saving(form, this);
  }

  start() {
    for (const box of this.boxes) box.addEventListener("change", () => this.take(box));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.saving.begin();
  }

  // What the saving of the document asks of its page.

  mine(part) {
    return part === "ticks";
  }

  /** Ticks of boxes that are gone are left as they are. */
  fit() {
    return [];
  }

  stamp() {}

  hasWords({ ticks }) {
    return Object.keys(ticks ?? {}).length > 0;
  }

  inShort() {
    return `${this.boxes.filter((box) => box.checked).length} of ${plural(this.boxes.length, "box", "boxes")} ticked.`;
  }

  show() {
    const { ticks = {} } = this.saving.state;
    for (const box of this.boxes) box.checked = ticks[box.dataset.check] === true;
    this.count();
  }

  take(box) {
    const { [box.dataset.check]: _, ...others } = this.saving.state.ticks ?? {};
    this.saving.state.ticks = box.checked ? { ...others, [box.dataset.check]: true } : others;
    this.saving.touch();
    this.count();
  }

  count() {
    find("[data-checks-said]", this.form).textContent = this.inShort();
  }
}

const form = find("[data-checks]");
if (form) {
  new Checks(form).start();
  printButtons();
}
