// The form in the page: the catalogue is read from it, the plan is written into it, what the reader enters is taken.

import { element, setText } from "../lib/dom.js";
import * as plans from "../lib/plan.js";
import { actionOf, entryOf } from "../lib/plan.js";
import { FIRST_DAY, isDay, LAST_DAY, ratingWord } from "../lib/state.js";
import { isPast, plural, readableDay } from "../lib/text.js";

/** Criteria, steps and retired ids, as the page lists them. */
export function readCatalogue(form) {
  const catalogue = { criteria: new Map(), steps: { course: new Map(), opportunity: new Map() }, retired: JSON.parse(form.dataset.retired || "{}"), edition: form.dataset.edition };
  for (const { dataset } of form.querySelectorAll("[data-criterion]")) {
    catalogue.criteria.set(dataset.criterion, { id: dataset.criterion, title: dataset.title, group: dataset.group });
  }
  for (const item of form.querySelectorAll("li[data-step]")) {
    const { kind, step: id } = item.dataset;
    if (!catalogue.steps[kind].has(id)) catalogue.steps[kind].set(id, { kind, id, title: item.querySelector("label").textContent, state: item.querySelector(".state")?.textContent ?? "", page: item.querySelector("a")?.href });
  }
  return catalogue;
}

/** The parts of each criterion's item, by id, and the places of each step, by kind:id; its card is one when it is drawn. */
export function readParts(form) {
  const parts = { items: new Map(), steps: new Map(), cards: new Map() };
  for (const item of form.querySelectorAll("[data-criterion]")) {
    const id = item.dataset.criterion;
    const ways = item.querySelector("[data-ways]");
    const find = (selector) => item.querySelector(selector);
    parts.items.set(id, { id, item, ways, evidence: find("[data-evidence]"), radios: [...item.querySelectorAll("[data-rating]")], shown: find("[data-rating-shown]"), back: find("[data-back]") });
    for (const place of ways.querySelectorAll("[data-step]")) {
      const key = `${place.dataset.kind}:${place.dataset.step}`;
      if (!parts.steps.has(key)) parts.steps.set(key, []);
      parts.steps.get(key).push(stepPlace(place, id));
    }
  }
  return parts;
}

function stepPlace(place, criterion) {
  const find = (selector) => place.querySelector(selector);
  return { place, criterion, pick: find("[data-pick]"), own: find("[data-own]"), due: find("[data-due]"), ask: find("[data-ask]") };
}

/** Put fields for the day and the person of an action into a part of the page. */
export function addFields(within, { due: day = "", ask: person = "" }) {
  const due = element("input", { type: "date", min: FIRST_DAY, max: LAST_DAY, value: day, dataset: { due: "" } });
  const ask = element("input", { type: "text", maxlength: 200, value: person, dataset: { ask: "" } });
  const fields = element("span", { class: "plan-step__fields" }, element("label", {}, "By when", due), element("label", {}, "Whom to ask", ask));
  within.append(fields);
  return { due, ask, fields };
}

/** Show the whole plan in the form. */
export function fillForm(parts, plan) {
  for (const part of parts.items.values()) {
    part.evidence.value = entryOf(plan, part.id).evidence ?? "";
    showRating(part, plan);
  }
  for (const key of parts.steps.keys()) showStep(parts, plan, key, null);
}

/** Show a criterion's rating in its radios and in its summary. */
export function showRating(part, plan) {
  const rating = entryOf(plan, part.id).rating ?? null;
  for (const radio of part.radios) radio.checked = radio.value === rating;
  const text = rating ? ratingWord(rating) : entryOf(plan, part.id).evidence ? "Evidence, not rated" : "";
  setText(part.shown, text);
  part.shown.hidden = !text;
  part.back.hidden = !rating;
}

/** Show an action in every place of the page where its step stands, but for the field that the reader is in. */
export function showStep(parts, plan, key, field) {
  const [kind, id] = key.split(":");
  const action = actionOf(plan, { kind, id });
  for (const place of [...(parts.steps.get(key) ?? []), ...(parts.cards.get(key) ?? [])]) {
    if (place.pick) showPick(place, action);
    if (place.own && place.own !== field) place.own.value = action?.title ?? "";
    if (place.due) showDetails(place, action, field);
  }
}

/** Tick what is chosen for its criterion; day and person are asked for then. */
function showPick(place, action) {
  place.pick.checked = Boolean(action?.for?.includes(place.criterion));
  if (place.pick.checked && !place.due) {
    Object.assign(place, addFields(place.place, action));
    place.fields.append(element("a", { href: "#plan-actions" }, "Go to your actions"));
  }
  if (place.fields) place.fields.hidden = !place.pick.checked;
}

function showDetails(place, action, field) {
  if (place.due !== field) place.due.value = action?.due ?? "";
  showRemark(place, remarkOn(place.due, action));
  if (place.ask !== field) place.ask.value = action?.ask ?? "";
}

/** What is to be said of the day in a field. */
function remarkOn(field, action) {
  if (action && field.value !== (action.due ?? "")) return "The year needs four digits.";
  return isPast(action?.due) && !action.done ? "This day has passed." : "";
}

/** Say something beside a day; the day stays as it is. */
function showRemark(place, words) {
  if (words === (place.remark?.textContent ?? "")) return;
  place.remark?.remove();
  place.remark = words ? element("span", { class: "plan-past" }, words) : null;
  if (words) place.due.after(place.remark);
}

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
    else if (field.matches("[data-pick], [data-own], [data-due], [data-ask]")) this.onStep(field);
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
    const criterion = field.closest("[data-ways]")?.dataset.ways; // none in its card
    const step = catalogue.steps[kind]?.get(id) ?? { kind, id, title: field.value };
    if (field.matches("[data-pick]")) this.onPick(field, key, step, criterion);
    else if (field.matches("[data-own]")) this.onOwn(field, key, step, criterion);
    else this.onDetail(field, step);
    showStep(parts, plan, key, field);
  }

  onPick(box, key, step, criterion) {
    const { plan, saving: { say } } = this.page;
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
