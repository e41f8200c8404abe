// The form in the page: the catalogue is read from it, the plan is written into it.

import { actionOf, entryOf } from "../lib/plan.js";
import { element, setText } from "../lib/dom.js";
import { ratingWord } from "../lib/ratings.js";
import { isPast } from "../lib/text.js";

/** Criteria, steps and retired ids, as the page lists them. */
export function readCatalogue(form) {
  const catalogue = { criteria: new Map(), steps: { course: new Map(), opportunity: new Map() }, retired: JSON.parse(form.dataset.retired || "{}"), edition: form.dataset.edition };
  for (const { dataset } of form.querySelectorAll("[data-criterion]")) {
    catalogue.criteria.set(dataset.criterion, { id: dataset.criterion, title: dataset.title, group: dataset.group });
  }
  for (const item of form.querySelectorAll("li[data-step]")) {
    const { kind, step: id } = item.dataset;
    if (!catalogue.steps[kind].has(id)) catalogue.steps[kind].set(id, { kind, id, title: item.querySelector("label").textContent, state: item.querySelector(".state")?.textContent ?? "" });
  }
  return catalogue;
}

/** The parts of each criterion's item, by id, and the places of each step, by kind:id. */
export function readParts(form) {
  const parts = { items: new Map(), steps: new Map() };
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

/** Show an action in every place of the form where its step stands, but for the field that the reader is in. */
export function showStep(parts, plan, key, field) {
  const [kind, id] = key.split(":");
  const action = actionOf(plan, { kind, id });
  for (const place of parts.steps.get(key) ?? []) {
    if (place.pick) place.pick.checked = Boolean(action?.for?.includes(place.criterion));
    if (place.own && place.own !== field) place.own.value = action?.title ?? "";
    if (place.due !== field) place.due.value = action?.due ?? "";
    showRemark(place, remarkOn(place.due, action));
    if (place.ask !== field) place.ask.value = action?.ask ?? "";
  }
}

/** What is to be said of the day in a field. */
function remarkOn(field, action) {
  if (action && field.value !== (action.due ?? "")) return "The year needs four digits.";
  return isPast(action?.due) ? "This day has passed." : "";
}

/** Say something beside a day; the day stays as it is. */
function showRemark(place, words) {
  if (words === (place.remark?.textContent ?? "")) return;
  place.remark?.remove();
  place.remark = words ? element("span", { class: "plan-past" }, words) : null;
  if (words) place.due.after(place.remark);
}
