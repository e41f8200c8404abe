// What the reader enters in the form, and how the form answers.

import * as plans from "../lib/plan.js";
import { ratingWord } from "../lib/ratings.js";
import { isDay } from "../lib/state.js";
import { isPast, plural, readableDay } from "../lib/text.js";
import { showRating, showStep } from "./form.js";

const TYPED_MS = 700; // a day is remarked on once it is typed to the end

/** Takes what is entered into the plan of the page. */
export class Entering {
  constructor(page) {
    this.page = page;
    this.unticked = new Map(); // day and person of what was unticked, in case it is ticked again
  }

  listen() {
    this.page.form.addEventListener("input", ({ target }) => {
      if (!this.take(target)) return;
      this.page.touch();
      this.page.showPanelsSoon();
    });
  }

  /** Another plan stands in the form now. */
  forget() {
    this.unticked.clear();
  }

  /** Take what a field holds; whether it is a field of the plan. */
  take(field) {
    if (field.matches("[data-rating]")) this.rate(this.criterionOf(field), field.value);
    else if (field.matches("[data-evidence]")) this.onEvidence(field);
    else if (field.matches("[data-plan-name]")) this.page.plan.name = field.value;
    else if (field.closest("[data-step]")) this.onStep(field);
    else return false;
    return true;
  }

  criterionOf(field) {
    return this.page.catalogue.criteria.get(field.closest("[data-criterion]").dataset.criterion);
  }

  rate(criterion, rating) {
    const { plan, catalogue, parts } = this.page;
    plans.setCriterion(plan, criterion, { rating });
    const part = parts.items.get(criterion.id);
    showRating(part, plan);
    if (plans.isGap(rating)) part.ways.open = true;
    const words = rating ? ratingWord(rating).toLowerCase() : "not rated";
    this.page.say(`${criterion.title}: ${words}. ${plural(plans.gapsOf(plan, catalogue).length, "gap")}.`);
  }

  /** A rating that was a slip or came too early is taken back; the focus goes to the first choice, as the button goes. */
  unrate(button) {
    const criterion = this.criterionOf(button);
    this.page.parts.items.get(criterion.id).radios[0].focus();
    this.rate(criterion, null);
    this.page.touch();
    this.page.showPanelsSoon();
  }

  onEvidence(area) {
    const criterion = this.criterionOf(area);
    plans.setCriterion(this.page.plan, criterion, { evidence: area.value });
    showRating(this.page.parts.items.get(criterion.id), this.page.plan);
  }

  onStep(field) {
    const { catalogue, parts, plan } = this.page;
    const { kind, step: id } = field.closest("[data-step]").dataset;
    const key = `${kind}:${id}`;
    const criterion = field.closest("[data-ways]").dataset.ways;
    const step = kind === "own" ? { kind, id, title: field.value } : catalogue.steps[kind].get(id);
    if (field.matches("[data-pick]")) this.onPick(field, key, step, criterion);
    else if (field.matches("[data-own]")) this.onOwn(field, key, step, criterion);
    else this.onDetail(field, step);
    showStep(parts, plan, key, field);
  }

  onPick(box, key, step, criterion) {
    const { plan, keeping: { say } } = this.page;
    if (box.checked) {
      plans.pick(plan, step, criterion, this.unticked.get(key));
      say(`Added to your actions: ${step.title}${step.state ? `, which is marked ‘${step.state}’` : ""}.`);
    } else {
      this.unticked.set(key, { ...plans.actionOf(plan, step) });
      plans.unpick(plan, step, criterion);
      say(`Taken from your actions: ${step.title}.`);
    }
  }

  /** An idea of one's own is an action as long as it has words. */
  onOwn(field, key, step, criterion) {
    const { plan } = this.page;
    const action = plans.actionOf(plan, step);
    if (action && field.value) action.title = field.value;
    else if (action) {
      this.unticked.set(key, { ...action });
      plans.removeAction(plan, step);
    } else if (field.value) plans.pick(plan, step, criterion, this.unticked.get(key));
  }

  onDetail(field, step) {
    const action = plans.actionOf(this.page.plan, step);
    if (!action) return;
    clearTimeout(this.remark);
    if (field.matches("[data-due]")) this.onDay(field, action);
    else action.ask = field.value;
  }

  /** Take a day that a file may hold, and no other: what is not one stays in the field, and the page says so. */
  onDay(field, action) {
    const { validity, value } = field;
    const isRight = value ? isDay(value) : !validity.badInput;
    action.due = isRight ? value : "";
    let words = "";
    if (!isRight) words = "That is no day that the plan can keep. Write the year in four digits.";
    else if (isPast(value)) words = `${readableDay(value)} has passed. It stays as you wrote it.`;
    if (words) this.remark = setTimeout(() => this.page.say(words), TYPED_MS);
  }
}
