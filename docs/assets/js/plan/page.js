// The page of the plan: a plan in memory, what the form shows of it, and what the reader enters.

import { setText, keepFocus } from "../lib/dom.js";
import { download } from "../lib/files.js";
import { fitPlan } from "../lib/fit.js";
import { messages } from "../lib/messages.js";
import * as plans from "../lib/plan.js";
import * as store from "../lib/store.js";
import { readableMoment } from "../lib/text.js";
import { Entering } from "./entering.js";
import { fillForm, readCatalogue, readParts } from "./form.js";
import { GapList } from "./gaps.js";
import { Keeping } from "./keeping.js";
import { FilesIn } from "./files-in.js";
import { FilesOut } from "./files-out.js";
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
    this.plan = plans.blankPlan();
    this.changed = false;
    const { say, tell, clear } = messages(form);
    this.say = say;
    this.tell = tell;
    this.clear = clear;
    this.gaps = new GapList(form, this.parts);
    this.picture = standingPicture(this.find("[data-plan-standing]"));
    this.entering = new Entering(this);
    this.keeping = new Keeping(this);
    this.out = new FilesOut(this);
    this.sponsors = new Sponsors(this);
    this.in = new FilesIn(this);
  }

  find(selector) {
    return this.form.querySelector(selector);
  }

  start() {
    for (const part of this.form.querySelectorAll("[data-plan-js]")) part.hidden = false;
    for (const { item, ways } of this.parts.items.values()) item.open = ways.open = false;
    this.form.classList.add("plan--live");
    this.listen();
    this.keeping.begin();
    this.showAll();
    followLinks(this.form);
  }

  listen() {
    const actions = { ...this.out.actions, save: () => this.keeping.save(), delete: () => this.keeping.askToDelete(), unrate: (button) => this.entering.unrate(button) };
    this.form.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button) actions[button.dataset.do](button);
    });
    this.form.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("beforeunload", (event) => this.changed && plans.hasWords(this.plan) && event.preventDefault());
    this.entering.listen();
    this.in.listen();
    this.sponsors.listen();
    layOutForPaper(this);
  }

  /** Take a plan that was read, as the plan of the page. */
  open(plan) {
    const notes = fitPlan(plan, this.catalogue);
    this.plan = plan;
    this.entering.forget();
    if (notes.length) this.tell(notes.join(" "));
    if (plan.version > plans.VERSION) this.tell("This plan was made by a newer version of the handbook. What this page does not know of it is kept.");
  }

  /** The plan was changed and is not saved. */
  touch() {
    this.changed = true;
    this.showState();
  }

  /** Say how the plan is kept; `text` in place of what the page knows. */
  showState(text) {
    const { changed, plan, keeping } = this;
    const kept = plan.saved && keeping.isKept ? `Saved on ${readableMoment(plan.saved)}.` : "Nothing is stored.";
    setText(this.find("[data-saved]"), text ?? (changed ? "Changes are not saved." : kept));
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
    showAsides(this.find("[data-asides]"), store.asides(), (text) => download("plan-kept-aside.json", "application/json", text));
    this.find("[data-plan-name]").value = plan.name;
    this.find("[data-plan-sponsor-banner]").hidden = plan.view !== "sponsor";
    this.showState();
  }
}
