// One criterion a view: which one is shown, the way to the next, and the long form for those who like it.

import { find, findAll, setText } from "../lib/dom.js";

/** Moves through the criteria of a form; `parts` are those that readParts found. */
export class Steps {
  constructor(form, parts) {
    this.form = form;
    this.items = [...parts.items.values()];
    this.items.forEach(({ item }, index) => setText(item.querySelector("[data-number]"), `${index + 1} of ${this.items.length} ·`));
    this.at = 0;
  }

  /** Whether all criteria are shown at once. */
  get isLong() {
    return !this.form.classList.contains("plan--steps");
  }

  listen() {
    this.form.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      if (link && this.goTo(link.getAttribute("href").slice(1))) event.preventDefault();
    });
    addEventListener("hashchange", () => this.goTo(location.hash.slice(1)));
    this.show(0);
    this.goTo(location.hash.slice(1));
  }

  /** Show what an anchor names, and move the focus there; whether it is a criterion or a part of the plan. */
  goTo(anchor) {
    const target = document.getElementById(decodeURIComponent(anchor.replace(/^ways-/, "plan-")));
    const index = this.items.findIndex(({ item }) => item === target);
    if (!target || !this.form.contains(target)) return false;
    if (index >= 0) this.show(index);
    if (anchor.startsWith("ways-")) document.getElementById(anchor).setAttribute("open", "");
    this.focus(index >= 0 ? find("h3", target) : target);
    return true;
  }

  focus(heading) {
    const item = heading.closest(".plan-item");
    heading.focus({ preventScroll: true });
    (item && !this.isLong ? find("[data-plan-strip]", this.form) : heading.parentElement).scrollIntoView({ block: "start" });
  }

  show(index) {
    this.items[this.at].item.classList.remove("is-current");
    this.at = index;
    this.items[index].item.classList.add("is-current");
    for (const link of findAll("[data-map] a", this.form)) link.toggleAttribute("aria-current", false);
    find(`[data-map-criterion="${this.items[index].id}"] a`, this.form)?.setAttribute("aria-current", "step");
  }

  /** The criterion after or before the one shown; after the last come the actions. */
  move(by) {
    const next = this.at + by;
    if (next < 0 || next >= this.items.length) return this.focus(find("#plan-actions"));
    this.show(next);
    return this.focus(find("h3", this.items[next].item));
  }

  /** Change between one criterion a view and the long form. */
  toggle(button) {
    const isLong = this.form.classList.toggle("plan--steps") === false;
    button.setAttribute("aria-pressed", String(isLong));
    setText(button, isLong ? "Show one criterion at a time" : `Show all ${this.items.length} in one long form`);
    this.focus(find("h3", this.items[this.at].item));
  }
}
