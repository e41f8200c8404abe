// What the page shows beside the form: the actions with what came of them, what is no longer listed, what was set aside.

import { button, element, find, findAll, keepFocus, unseen } from "../lib/dom.js";
import { isListed, stateOf, titleOf, unlistedCriteria } from "../lib/fit.js";
import * as plans from "../lib/plan.js";
import { ratingWord } from "../lib/state.js";
import { plural, readableDay } from "../lib/text.js";
import { addFields, fillForm, showStep } from "./form.js";

/** A cell of such a table, with the label that it has as a card. */
export const cell = (label, ...content) => element("td", { role: "cell", "data-label": label || null }, ...content);

/** A table that becomes cards on a phone; `rows` are elements. */
export function table(label, headings, rows) {
  const head = element("tr", { role: "row" }, ...headings.map((text) => element("th", { role: "columnheader", scope: "col" }, text)));
  const made = element("table", { class: "cards", role: "table", "aria-label": label }, element("thead", { role: "rowgroup" }, head), element("tbody", { role: "rowgroup" }, ...rows));
  return element("div", { class: "plan-table" }, made);
}

/** A row that begins with its heading. */
export const row = (heading, first, ...cells) => element("tr", { role: "row" }, element("th", { role: "rowheader", scope: "row", "data-label": heading }, ...first), ...cells);

/** A remark in a cell; none where there are no words. */
export const mark = (text) => (text ? [" ", element("span", { class: "kind" }, text)] : []);

/** What the plan says of criteria that the handbook does not list any more. */
export function showUnlisted(part, plan, catalogue) {
  const found = unlistedCriteria(plan, catalogue).filter(([, { evidence, rating }]) => evidence || rating);
  part.hidden = !found.length;
  part.querySelector("[data-unlisted]").replaceChildren(...found.map(([id, entry]) => element("div", { class: "plan-kept" },
    element("p", {}, element("strong", {}, entry.title || id), entry.rating ? `: ${ratingWord(entry.rating).toLowerCase()}` : ""),
    element("p", { class: "plan-words" }, entry.evidence ?? ""))));
}

/** What was set aside: whole texts to be downloaded, and single fields as text. */
export function showAsides(place, found, fields, take) {
  const list = fields.map((each) => element("li", {}, `${each.place}: `, element("span", { class: "plan-words" }, each.text)));
  const aside = list.length ? [element("p", { class: "label" }, "Put aside"), element("p", {}, "These places of your plan could not be read. They stay in your file as they were written."), element("ul", {}, ...list)] : [];
  place.replaceChildren(...aside, ...found.map(([when, text]) => element("p", { class: "plan-kept" }, `Kept aside on ${readableDay(when)}: `, button("Download what was kept aside", () => take(text)))));
}

const today = () => new Date().toLocaleDateString("en-CA");

const IN_SIGHT = 2; // more actions than these are folded

/** The reader's actions, a card each: what it is, for which criterion, day and person, and whether it is done. */
export class Actions {
  constructor(page) {
    this.page = page;
    this.part = page.find("[data-actions-part]");
    this.place = page.find("[data-actions]");
  }

  /** Where the reader comes back to actions, they stand first. */
  settle() {
    const { page, part } = this;
    if (page.plan.actions.length) page.find("[data-plan-strip]").before(part);
    else page.find("[data-standing]").after(part);
  }

  /** Open ones by day, then what is done. */
  get sorted() {
    const all = plans.actionsByDay(this.page.plan);
    return [...all.filter(({ done }) => !done), ...all.filter(({ done }) => done)];
  }

  show() {
    const { place, sorted, page: { parts } } = this;
    if (place.contains(document.activeElement) && document.activeElement.matches("textarea, input:not([type=checkbox])")) return; // the reader is writing there
    parts.cards.clear();
    const cards = sorted.map((action) => this.card(action));
    const isOpen = Boolean(find("details[open]", place));
    keepFocus(place, () => place.replaceChildren(...(cards.length ? this.lists(cards, isOpen) : [element("p", {}, "No action yet. Rate a criterion, then tick what builds it.")])));
    for (const key of parts.cards.keys()) showStep(parts, this.page.plan, key, null);
  }

  lists(cards, isOpen) {
    const list = (some) => element("ul", { class: "plan-actions" }, ...some);
    const more = cards.slice(IN_SIGHT);
    const folded = more.length && element("details", { class: "plan-more", open: isOpen }, element("summary", {}, plural(more.length, "more action")), list(more));
    return [list(cards.slice(0, IN_SIGHT)), ...(folded ? [folded] : [])];
  }

  card(action) {
    const { catalogue, parts } = this.page;
    const { kind, id, title } = action;
    const page = catalogue.steps[kind]?.get(id)?.page;
    const name = page && isListed(action, catalogue) ? element("a", { href: page }, title) : title;
    const card = element("li", { class: "plan-action", dataset: { kind, step: id } },
      element("p", { class: "plan-action__what" }, element("strong", {}, name), ...mark(stateOf(action, catalogue))),
      element("p", { class: "plan-action__for" }, ...this.serves(action)));
    parts.cards.set(`${kind}:${id}`, [{ place: card, ...addFields(card, action) }]);
    card.append(element("div", { class: "plan-action__done" }, ...this.done(action), this.drop(action)));
    return card;
  }

  /** The criteria that an action builds, each a way to it. */
  serves(action) {
    const { plan, catalogue } = this.page;
    const names = (action.for ?? []).map((id) => (catalogue.criteria.has(id) ? element("a", { href: `#plan-${id}` }, titleOf(id, plan, catalogue)) : titleOf(id, plan, catalogue)));
    return names.flatMap((name, index) => [index ? ", " : "Builds: ", name]);
  }

  done(action) {
    const box = element("input", { type: "checkbox", checked: Boolean(action.done), onchange: () => this.tick(action, box.checked) });
    const label = element("label", { class: "plan-done" }, box, action.done ? ` Done on ${readableDay(action.done)}` : " Done", unseen(`: ${action.title}`));
    return action.done ? [label, ...this.outcome(action)] : [label];
  }

  outcome(action) {
    const area = element("textarea", { rows: 2, value: action.outcome ?? "", oninput: () => {
      action.outcome = area.value;
      this.page.touch();
    } });
    return [
      element("label", { class: "plan-outcome" }, "What came of it", unseen(` (${action.title})`), area),
      button("Put it into my evidence", () => this.toEvidence(action), "text-button"),
    ];
  }

  tick(action, isDone) {
    action.done = isDone ? today() : "";
    this.page.touch();
    this.show();
    this.page.say(isDone ? `Done: ${action.title}. Write what came of it.` : `Open again: ${action.title}.`);
    const card = findAll("li", this.place)[this.sorted.indexOf(action)];
    card.closest("details")?.setAttribute("open", "");
    find(isDone ? "textarea" : "[type=checkbox]", card).focus();
  }

  /** What came of an action becomes evidence of each criterion that it serves. */
  toEvidence(action) {
    const { plan, catalogue, parts } = this.page;
    const words = `${action.title} (${readableDay(action.done)}): ${action.outcome?.trim() || "done"}`;
    const served = (action.for ?? []).filter((id) => catalogue.criteria.has(id) && !plans.entryOf(plan, id).evidence?.includes(words));
    for (const id of served) {
      const { evidence } = plans.entryOf(plan, id);
      plans.setCriterion(plan, catalogue.criteria.get(id), { evidence: [evidence, words].filter(Boolean).join("\n") });
    }
    fillForm(parts, plan);
    this.page.touch();
    const titles = served.map((id) => catalogue.criteria.get(id).title).join(", ");
    this.page.say(served.length ? `Added to your evidence for ${titles}. Does the rating still hold?` : "It stands in your evidence already.");
  }

  drop(action) {
    return element("button", { type: "button", class: "text-button", onclick: () => this.remove(action) }, "Remove", unseen(` ${action.title}`));
  }

  remove(action) {
    const { page } = this;
    plans.removeAction(page.plan, action);
    showStep(page.parts, page.plan, `${action.kind}:${action.id}`, null);
    page.touch();
    page.showPanels();
    page.say(`Removed: ${action.title}.`);
    page.find("#plan-actions").focus();
  }
}

/** What other pages keep in the same document, each with the way to it. */
export function showAlso(place, plan) {
  const parts = findAll("[data-part]", place);
  const isKept = (part) => Object.values(plan[part] ?? {}).some((each) => each?.length !== 0 && each !== "");
  for (const each of parts) each.hidden = !isKept(each.dataset.part);
  place.hidden = parts.every((each) => each.hidden);
}
