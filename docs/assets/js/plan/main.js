// The page of the plan: a plan in memory, one criterion a view, what the form shows of it, and what the reader enters.

import { find, findAll, keepFocus, setText } from "../lib/dom.js";
import { download } from "../lib/files.js";
import { fitPlan } from "../lib/fit.js";
import { Saving } from "../lib/saving.js";
import { asides } from "../lib/storage.js";
import { showOnMap } from "../lib/map.js";
import * as plans from "../lib/plan.js";
import { TOOL_PARTS } from "../lib/state.js";
import { plural } from "../lib/text.js";
import { FilesOut, inShort, layOutForPaper } from "./exports.js";
import { Entering, fillForm, readCatalogue, readParts } from "./form.js";
import { Actions, showAlso, showAsides, showUnlisted } from "./panels.js";
import { showSponsors, Sponsors } from "./sponsors.js";

/** Moves through the criteria of a form; `parts` are those that readParts found, `shown` hears which one is shown. */
export class Steps {
  constructor(form, parts, shown) {
    this.form = form;
    this.shown = shown;
    this.items = [...parts.items.values()];
    this.at = 0;
  }

  /** Whether all criteria are shown at once. */
  get isLong() {
    return !this.form.classList.contains("plan--steps");
  }

  /** Begin at the criterion with this place in the list, or at what the address names. */
  listen(start) {
    this.form.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      if (link && this.goTo(link.getAttribute("href").slice(1))) event.preventDefault();
    });
    addEventListener("hashchange", () => this.goTo(location.hash.slice(1)));
    this.show(start);
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
    find("[data-do=previous]", this.form).disabled = index === 0;
    this.shown(this.items[index]);
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

const SOON_MS = 120; // tables are drawn once the answer is on the screen

/** Gaps in words: which they are, and which of them have no action yet; both are titles. */
function aboutGaps(gaps, open) {
  if (gaps.length === 1) return `1 gap: ${gaps[0]}. ${open.length ? "It has no action yet." : "Its actions are below."}`;
  if (!open.length) return `${gaps.length} gaps, each with an action.`;
  return `${gaps.length} gaps. No action yet for ${open.length === gaps.length ? "any of them: " : ""}${open.join("; ")}.`;
}

/** Everything that the parts of the page share. */
class PlanPage {
  constructor(form) {
    this.form = form;
    this.catalogue = readCatalogue(form);
    this.parts = readParts(form);
    this.saving = new Saving(form, this);
    this.steps = new Steps(form, this.parts, (part) => this.unfold(part));
    this.entering = new Entering(this);
    this.actions = new Actions(this);
    this.out = new FilesOut(this);
    this.sponsors = new Sponsors(this);
  }

  find(selector) {
    return find(selector, this.form);
  }

  /** The plan that the page shows. */
  get plan() {
    return this.saving.state;
  }

  say(text) {
    this.saving.say(text);
  }

  tell(text, choices, options) {
    this.saving.tell(text, choices, options);
  }

  touch() {
    this.saving.touch();
  }

  start() {
    this.form.classList.add("plan--live");
    this.form.addEventListener("submit", (event) => event.preventDefault());
    Object.assign(this.saving.actions, this.out.actions, {
      unrate: (button) => this.entering.unrate(button),
      next: () => this.next(),
      previous: () => this.steps.move(-1),
      form: (button) => this.steps.toggle(button),
    });
    this.entering.listen();
    this.sponsors.listen();
    layOutForPaper(this);
    this.saving.begin();
    this.steps.listen(this.firstOpen);
  }

  /** Where a reader goes on who comes back: at the first criterion that is not rated, else at the first gap. */
  get firstOpen() {
    const ids = [...this.catalogue.criteria.keys()];
    const [gap] = plans.gapsOf(this.plan, this.catalogue);
    const open = ids.findIndex((id) => !plans.ratingOf(this.plan, id));
    return Math.max(0, open >= 0 ? open : ids.indexOf(gap?.id));
  }

  /** What builds a gap, or was chosen already, is in sight. */
  unfold({ id, ways }) {
    if (plans.isGap(plans.ratingOf(this.plan, id)) || this.plan.actions.some((action) => action.for?.includes(id))) ways.open = true;
  }

  /** Save, and show the next criterion; where saving needs an answer, that comes first. */
  next() {
    if (!this.saving.changed || this.saving.save()) this.steps.move(1);
  }

  // What the saving of the document asks of its page.

  mine(part) {
    return !TOOL_PARTS.includes(part);
  }

  fit(plan) {
    return fitPlan(plan, this.catalogue);
  }

  /** What saves itself keeps one snapshot of a visit; ‘Save’ begins a new one. */
  stamp(plan, byItself) {
    const last = plans.stamp(plan, this.catalogue, new Date(), byItself ? this.snapshot : null);
    this.snapshot = byItself ? last : null;
  }

  hasWords(plan) {
    return plans.hasWords(plan);
  }

  inShort(plan) {
    return inShort(plan, this.catalogue);
  }

  saved() {
    this.showStanding();
  }

  show() {
    this.entering.forget();
    this.actions.settle();
    this.showAll();
  }

  // Showing.

  /** The map, the strip and the gaps: where the reader stands. */
  showStanding() {
    const { plan, catalogue } = this;
    const before = plans.earlier(plan)?.ratings ?? {};
    showOnMap(this.find("[data-map]"), (id) => plans.ratingOf(plan, id) ?? "", false, before);
    const gaps = plans.gapsOf(plan, catalogue);
    const rated = [...catalogue.criteria.keys()].filter((id) => plans.ratingOf(plan, id)).length;
    const actions = plan.actions.filter(({ done }) => !done).length;
    setText(this.find("[data-strip]"), [`${rated} of ${catalogue.criteria.size} rated`, plural(gaps.length, "gap"), ...(actions ? [plural(actions, "action")] : [])].join(" · "));
    const open = gaps.filter(({ id }) => !plan.actions.some((action) => action.for?.includes(id))).map(({ title }) => title);
    setText(this.find("[data-gaps-text]"), gaps.length ? aboutGaps(gaps.map(({ title }) => title), open) : "A criterion that you rate none or some is a gap.");
  }

  showPanels() {
    clearTimeout(this.waiting);
    const sponsors = this.find("[data-sponsors]");
    this.actions.show();
    keepFocus(sponsors, () => showSponsors(sponsors, this.plan, this.catalogue, this.sponsors));
    this.showStanding();
  }

  showPanelsSoon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.showPanels(), SOON_MS);
  }

  showAll() {
    const { plan, catalogue } = this;
    fillForm(this.parts, plan);
    this.showPanels();
    showUnlisted(this.find("[data-unlisted-part]"), plan, catalogue);
    showAlso(this.find("[data-also]"), plan);
    showAsides(this.find("[data-asides]"), asides(), plan.aside, (text) => download("plan-kept-aside.json", "application/json", text));
    this.find("[data-plan-name]").value = plan.name;
    this.find("[data-plan-sponsor-banner]").hidden = plan.view !== "sponsor";
  }
}

const form = find("[data-plan]");
if (form) new PlanPage(form).start();
