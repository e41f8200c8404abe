// The programme builder: chosen criteria, steps and hours become a coverage matrix. Kept in the page alone.

import { announce, element, pageData, unseen } from "./lib/dom.js";
import { download, toCsvText } from "./lib/files.js";
import { Saving } from "./lib/saving.js";
import { printButtons } from "./lib/print.js";
import { plural } from "./lib/text.js";

/** The steps that build any of the wanted criteria, the widest first. */
export function fitting(steps, wanted, onlyActive) {
  const breadth = (step) => step.develops.filter((id) => wanted.has(id)).length;
  return steps.filter((step) => breadth(step) && (!onlyActive || step.status === "active"))
    .sort((a, b) => breadth(b) - breadth(a) || a.title.localeCompare(b.title, "en-GB"));
}

/** For each wanted criterion the picked steps that build it. */
export const coverage = (criteria, wanted, picked) => criteria.filter((each) => wanted.has(each.id))
  .map((criterion) => ({ criterion, by: picked.filter((step) => step.develops.includes(criterion.id)) }));

/** The matrix as rows of a CSV: a row a criterion, a column a step, then how many cover it. */
export function asRows(covered, picked, plan) {
  const tail = (rest = "") => [rest, plan.cohort, plan.hoursEach, plan.licence, plan.citeAs];
  return [
    ["criterion_id", "criterion", "importance", ...picked.map((step) => `${step.title} (${step.id})`), "covered_by", "doctors", "hours_available_each", "licence", "cite_as"],
    ...covered.map(({ criterion, by }) => [criterion.id, criterion.title, criterion.importance, ...picked.map((step) => Number(by.includes(step))), ...tail(by.length)]),
    ...(picked.some((step) => plan.hours.has(step.id)) ? [["hours_each", "Hours for each doctor, where known", "", ...picked.map((step) => plan.hours.get(step.id) ?? ""), ...tail()]] : []),
  ];
}

class Builder {
  constructor(form) {
    this.form = form;
    this.data = pageData("builder-data");
    this.picked = new Set();
    this.hours = new Map();
    this.saving = new Saving(form, this);
    this.find = (name) => form.querySelector(`[data-builder-${name}]`);
  }

  get wanted() { return new Set([...this.form.querySelectorAll("[name=criterion]:checked")].map((box) => box.value)); }

  number(name) { return Math.max(0, Number(this.form.elements[name].value) || 0); }

  start() {
    const set = (checked) => () => {
      for (const box of this.form.querySelectorAll("[name=criterion]")) box.checked = checked;
      this.list();
      this.changed();
    };
    this.find("all").addEventListener("click", set(true));
    this.find("none").addEventListener("click", set(false));
    this.saving.actions.csv = () => this.save();
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", ({ target }) => this.take(target));
    this.saving.begin();
  }

  /** Take what is entered at once, so that nothing moves later, below a finger that is on its way to a button. */
  take({ name, value, checked, dataset }) {
    if (name === "step") this.picked[checked ? "add" : "delete"](value);
    else if (name === "step-hours" && value === "") this.hours.delete(dataset.step);
    else if (name === "step-hours") this.hours.set(dataset.step, Math.max(0, Number(value)));
    else if (name === "criterion" || name === "running") this.list();
    else if (name !== "cohort" && name !== "hours") return;
    this.changed();
  }

  changed() {
    const { wanted, picked, hours } = this;
    this.saving.state.programme = { ...this.saving.state.programme, criteria: [...wanted], steps: [...picked], hours: Object.fromEntries(hours), cohort: this.number("cohort"), each: this.number("hours") };
    this.saving.touch();
    this.draw();
  }

  // What the saving of the document asks of its page.

  mine(part) {
    return part === "programme";
  }

  /** Ids that are listed no more are left as they are: they choose nothing. */
  fit() {
    return [];
  }

  stamp() {}

  hasWords({ programme }) {
    return Boolean(programme?.criteria.length);
  }

  inShort({ programme }) {
    return `${plural(programme?.criteria.length ?? 0, "criterion", "criteria")} and ${plural(programme?.steps.length ?? 0, "step")} in the programme.`;
  }

  show() {
    const { criteria = [], steps = [], hours = {}, cohort = 8, each = 40 } = this.saving.state.programme ?? {};
    for (const box of this.form.querySelectorAll("[name=criterion]")) box.checked = criteria.includes(box.value);
    this.picked = new Set(steps);
    this.hours = new Map(Object.entries(hours));
    this.form.elements.cohort.value = cohort;
    this.form.elements.hours.value = each;
    this.list();
    this.draw();
  }

  /** Draw the steps to choose from; what was picked stays in sight even if it no longer fits. */
  list() {
    const wanted = this.wanted;
    const found = fitting(this.data.steps, wanted, this.form.elements.running.checked);
    const kept = this.data.steps.filter((step) => this.picked.has(step.id) && !found.includes(step));
    this.find("list").replaceChildren(...[...found, ...kept].map((step) => this.step(step, wanted)));
    this.find("empty").hidden = found.length + kept.length > 0;
    this.find("empty").textContent = wanted.size ? "Nothing active builds these. Look among what is not confirmed." : "Choose a criterion first.";
  }

  step(step, wanted) {
    const builds = step.develops.filter((id) => wanted.has(id)).length;
    const box = element("input", { type: "checkbox", name: "step", value: step.id, checked: this.picked.has(step.id) });
    const hours = element("input", { type: "number", name: "step-hours", min: 0, max: 2000, value: this.hours.get(step.id) ?? "", inputmode: "numeric", dataset: { step: step.id } });
    const about = [step.kind, step.where, step.state, step.duration && step.duration !== "unknown" && `length ${step.duration}`, step.cost && step.cost !== "unknown" && `cost ${step.cost[0].toLowerCase()}${step.cost.slice(1)}`].filter(Boolean).join(" · ");
    return element("li", { class: "builder__step" },
      element("label", { class: "builder__pick" }, box, ` ${step.title}`, element("span", { class: "kind" }, `Builds ${builds} of yours · ${about}`)),
      element("a", { class: "builder__more", href: step.page }, "Details", unseen(`: ${step.title}`)),
      element("label", { class: "builder__hours" }, element("span", {}, "Hours each", element("span", { class: "sr-only" }, `: ${step.title}`)), " ", hours));
  }

  get plan() {
    const wanted = this.wanted;
    const picked = this.data.steps.filter((step) => this.picked.has(step.id));
    const known = picked.filter((step) => this.hours.has(step.id));
    const hours = known.reduce((sum, step) => sum + this.hours.get(step.id), 0);
    return { wanted, picked, covered: coverage(this.data.criteria, wanted, picked), spent: hours, open: picked.length - known.length, cohort: this.number("cohort"), hoursEach: this.number("hours"), hours: this.hours, licence: this.data.licence, citeAs: this.data.citeAs };
  }

  draw() {
    const plan = this.plan;
    const ready = plan.wanted.size > 0 && plan.picked.length > 0;
    this.find("result").hidden = !ready;
    if (!ready) {
      announce(this.find("said"), plan.wanted.size ? `${plural(plan.wanted.size, "criterion", "criteria")} chosen. Now pick courses and opportunities.` : "No criterion is chosen yet.");
      return;
    }
    const missing = plan.covered.filter((each) => !each.by.length).length;
    this.find("matrix").replaceChildren(this.paper(plan));
    announce(this.find("said"), `${plan.covered.length - missing} of ${plural(plan.covered.length, "criterion", "criteria")} covered, ${missing} not covered.`);
  }

  paper(plan) {
    const left = plan.hoursEach - plan.spent;
    const money = `${plural(plan.cohort, "doctor")}. ${plan.spent} of ${plural(plan.hoursEach, "hour")} each, ${plan.spent * plan.cohort} in all${left < 0 ? `: ${-left} too many for each` : `; ${left} left for each`}.`;
    const unknown = plan.open ? ` ${plan.open === plan.picked.length ? "No hours are entered yet" : `Hours are not entered for ${plan.open} of ${plan.picked.length}`}.` : "";
    const key = element("ol", { class: "matrix__key" }, ...plan.picked.map((step) =>
      element("li", {}, element("a", { href: step.page }, step.title), step.state ? ` (${step.state})` : "", this.hours.has(step.id) ? `, ${plural(this.hours.get(step.id), "hour")}` : "")));
    const region = element("div", { class: "table-scroll", tabindex: 0, role: "region", "aria-label": "Coverage matrix" }, this.table(plan));
    return element("div", { id: "builder-paper" }, element("p", { class: "label print-only" }, "Coverage of your programme"), element("p", { class: left < 0 ? "matrix__over" : "" }, money + unknown), key, region,
      element("p", { class: "origin" }, `What builds a criterion is the handbook's judgement (editorial). ${plan.citeAs}. ${plan.licence}.`));
  }

  table(plan) {
    const head = (text, label) => element("th", { scope: "col" }, element("span", { "aria-hidden": "true" }, text), element("span", { class: "sr-only" }, label));
    const cell = (by, step) => element("td", {}, ...(by.includes(step) ? [element("span", { "aria-hidden": "true" }, "●"), element("span", { class: "sr-only" }, "covers")] : [element("span", { class: "sr-only" }, "does not cover")]));
    const rows = plan.covered.map(({ criterion, by }) => element("tr", { class: by.length ? "" : "matrix__gap" },
      element("th", { scope: "row" }, criterion.title), ...plan.picked.map((step) => cell(by, step)),
      element("td", {}, by.length ? String(by.length) : this.missing(criterion))));
    return element("table", { class: "matrix" },
      element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Criterion"), ...plan.picked.map((step, index) => head(String(index + 1), step.title)), element("th", { scope: "col" }, "Ways"))),
      element("tbody", {}, ...rows));
  }

  /** That nothing picked covers a criterion, with the way to what would. */
  missing({ id, title }) {
    return element("span", {}, element("strong", {}, "Not covered"), " ",
      element("a", { class: "no-print", href: `${this.find("finder").href}?criterion=${id}` }, "Find what builds it", unseen(`: ${title}`)));
  }

  save() {
    const plan = this.plan;
    download("programme.csv", "text/csv", toCsvText(asRows(plan.covered, plan.picked, plan)));
    announce(this.find("said"), "Saved as programme.csv. It is in your downloads.");
  }
}

const form = document.querySelector("[data-builder]");
if (form) {
  new Builder(form).start();
  printButtons();
}
