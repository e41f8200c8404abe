// What the page shows beside the form: the actions with what came of them, what is no longer listed, what was set aside.

import { button, element, keepFocus, unseen } from "../lib/dom.js";
import { isListed, stateOf, titleOf, unlistedCriteria } from "../lib/fit.js";
import * as plans from "../lib/plan.js";
import { ratingWord } from "../lib/state.js";
import { isPast, readableDay } from "../lib/text.js";
import { fillForm, showStep } from "./form.js";

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

/** The table of actions on the page. */
export class Actions {
  constructor(page) {
    this.page = page;
    this.place = page.find("[data-actions]");
  }

  show() {
    const { plan } = this.page;
    if (this.place.contains(document.activeElement) && document.activeElement.matches("textarea")) return; // the reader is writing there
    const rows = plans.actionsByDay(plan).map((action) => this.row(action));
    const empty = element("p", {}, "No action yet. Rate a criterion, then tick what builds it.");
    keepFocus(this.place, () => this.place.replaceChildren(rows.length ? table("Your actions", ["What", "By when", "Whom to ask", "Builds", "Done", "Change"], rows) : empty));
  }

  row(action) {
    const { plan, catalogue } = this.page;
    return row("What", [action.title, ...mark(stateOf(action, catalogue))],
      cell("By when", action.due ? readableDay(action.due) : "no date yet", ...mark(!action.done && isPast(action.due) ? "this day has passed" : "")),
      cell("Whom to ask", action.ask || "nobody yet"),
      cell("Builds", (action.for ?? []).map((id) => titleOf(id, plan, catalogue)).join(", ")),
      cell("Done", ...this.done(action)),
      cell("", this.changes(action)));
  }

  done(action) {
    const box = element("input", { type: "checkbox", checked: Boolean(action.done), onchange: () => this.tick(action, box.checked) });
    const label = element("label", { class: "plan-done" }, box, action.done ? ` ${readableDay(action.done)}` : " done", unseen(`: ${action.title}`));
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
    const at = plans.actionsByDay(this.page.plan).indexOf(action);
    this.place.querySelectorAll("tbody tr")[at].querySelector(isDone ? "textarea" : "input").focus();
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

  changes(action) {
    const { catalogue } = this.page;
    const home = (action.for ?? []).find((id) => catalogue.criteria.has(id));
    const edit = home && isListed(action, catalogue) && element("a", { href: `#ways-${home}` }, "Change", unseen(` ${action.title}`));
    const drop = element("button", { type: "button", class: "text-button", onclick: () => this.remove(action) }, "Remove", unseen(` ${action.title}`));
    return element("span", { class: "plan-changes" }, edit || null, drop);
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
