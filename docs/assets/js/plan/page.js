// The page of the plan: a plan in memory, what the form shows of it, and what the reader enters.

import { keepFocus } from "../lib/dom.js";
import { download } from "../lib/files.js";
import { fitPlan } from "../lib/fit.js";
import { Keeping } from "../lib/keeping.js";
import * as plans from "../lib/plan.js";
import * as store from "../lib/store.js";
import { TOOL_PARTS } from "../lib/state.js";
import { Entering } from "./entering.js";
import { fillForm, readCatalogue, readParts } from "./form.js";
import { GapList } from "./gaps.js";
import { FilesOut } from "./files-out.js";
import { inShort } from "./exports.js";
import { followLinks } from "./links.js";
import { showActions, showAsides, showSponsors, showUnlisted } from "./panels.js";
import { layOutForPaper } from "./paper.js";
import { Sponsors } from "./sponsors.js";
import { standingPicture } from "./standing.js";

const SOON_MS = 120; // tables are drawn once the answer is on the screen

/** Everything that the parts of the page share. */
export class PlanPage {
  constructor(form) {
    this.form = form;
    this.catalogue = readCatalogue(form);
    this.parts = readParts(form);
    this.keeping = new Keeping(form, this);
    this.gaps = new GapList(form, this.parts);
    this.picture = standingPicture(this.find("[data-plan-standing]"));
    this.entering = new Entering(this);
    this.out = new FilesOut(this);
    this.sponsors = new Sponsors(this);
  }

  find(selector) {
    return this.form.querySelector(selector);
  }

  /** The plan that the page shows. */
  get plan() {
    return this.keeping.state;
  }

  say(text) {
    this.keeping.say(text);
  }

  tell(...told) {
    this.keeping.tell(...told);
  }

  touch() {
    this.keeping.touch();
  }

  start() {
    for (const part of this.form.querySelectorAll("[data-plan-js]")) part.hidden = false;
    for (const { item, ways } of this.parts.items.values()) item.open = ways.open = false;
    this.form.classList.add("plan--live");
    this.form.addEventListener("submit", (event) => event.preventDefault());
    Object.assign(this.keeping.actions, this.out.actions, { unrate: (button) => this.entering.unrate(button) });
    this.entering.listen();
    this.sponsors.listen();
    layOutForPaper(this);
    this.keeping.begin();
    followLinks(this.form);
  }

  // What the keeping of the document asks of its page.

  mine(part) {
    return !TOOL_PARTS.includes(part);
  }

  fit(plan) {
    return fitPlan(plan, this.catalogue);
  }

  stamp(plan) {
    plans.stamp(plan, this.catalogue, new Date());
  }

  hasWords(plan) {
    return plans.hasWords(plan);
  }

  inShort(plan) {
    return inShort(plan, this.catalogue);
  }

  saved() {
    this.showPicture();
  }

  show() {
    this.entering.forget();
    this.showAll();
  }

  showPicture() {
    this.picture(plans.standing(this.plan, this.catalogue));
  }

  showPanels() {
    clearTimeout(this.waiting);
    const [actions, sponsors] = [this.find("[data-actions]"), this.find("[data-sponsors]")];
    const { plan, catalogue } = this;
    keepFocus(actions, () => showActions(actions, plan, catalogue, (action) => this.entering.removeAction(action)));
    keepFocus(sponsors, () => showSponsors(sponsors, plan, catalogue, this.sponsors));
  }

  showPanelsSoon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.showPanels(), SOON_MS);
  }

  showAll() {
    const { plan, catalogue } = this;
    fillForm(this.parts, plan);
    this.gaps.fill(plan);
    this.showPicture();
    this.showPanels();
    showUnlisted(this.find("[data-unlisted-part]"), plan, catalogue);
    showAsides(this.find("[data-asides]"), store.asides(), plan.aside, (text) => download("plan-kept-aside.json", "application/json", text));
    this.find("[data-plan-name]").value = plan.name;
    this.find("[data-plan-sponsor-banner]").hidden = plan.view !== "sponsor";
  }
}
