// The programme builder: chosen criteria, steps and hours become a coverage matrix. Kept in the page alone.
import { announce, csv, make, pageData, plural, printButtons, save } from "./tool.js";

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
    ["criterion", "importance", ...picked.map((step) => step.id), "covered_by", "doctors", "hours_available_each", "licence", "cite_as"],
    ...covered.map(({ criterion, by }) => [criterion.id, criterion.importance, ...picked.map((step) => Number(by.includes(step))), ...tail(by.length)]),
    ["hours_each", "", ...picked.map((step) => plan.hours.get(step.id) ?? "unknown"), ...tail()],
  ];
}

class Builder {
  constructor(form) {
    this.form = form;
    this.data = pageData("builder-data");
    this.picked = new Set();
    this.hours = new Map();
    this.find = (name) => form.querySelector(`[data-builder-${name}]`);
  }

  get wanted() { return new Set([...this.form.querySelectorAll("[name=criterion]:checked")].map((box) => box.value)); }

  number(name) { return Math.max(0, Number(this.form.elements[name].value) || 0); }

  start() {
    const set = (checked) => () => {
      for (const box of this.form.querySelectorAll("[name=criterion]")) box.checked = checked;
      this.list();
      this.show();
    };
    this.find("all").addEventListener("click", set(true));
    this.find("none").addEventListener("click", set(false));
    this.find("csv").addEventListener("click", () => this.save());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("change", (event) => {
      const { name, value, checked } = event.target;
      if (name === "step") this.picked[checked ? "add" : "delete"](value);
      else if (name !== "step-hours" && name !== "cohort" && name !== "hours") this.list();
      this.show();
    });
    this.form.addEventListener("input", (event) => {
      const { name, dataset, value } = event.target;
      if (name !== "step-hours") return;
      if (value === "") this.hours.delete(dataset.step);
      else this.hours.set(dataset.step, Math.max(0, Number(value)));
      this.show();
    });
    this.list();
    this.show();
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
    const box = make("input", { type: "checkbox", name: "step", value: step.id, checked: this.picked.has(step.id) });
    const hours = make("input", { type: "number", name: "step-hours", min: 0, max: 2000, value: this.hours.get(step.id) ?? "", inputMode: "numeric", dataset: { step: step.id } });
    const about = [step.kind, step.where, step.state, step.duration && `length ${step.duration}`, step.cost && `cost ${step.cost[0].toLowerCase()}${step.cost.slice(1)}`].filter(Boolean).join(" · ");
    return make("li", { className: "builder__step" },
      make("label", { className: "builder__pick" }, box, ` ${step.title}`, make("span", { className: "kind" }, `Builds ${builds} of yours · ${about}`)),
      make("label", { className: "builder__hours" }, make("span", {}, "Hours each", make("span", { className: "sr-only" }, `: ${step.title}`)), " ", hours));
  }

  get plan() {
    const wanted = this.wanted;
    const picked = this.data.steps.filter((step) => this.picked.has(step.id));
    const known = picked.filter((step) => this.hours.has(step.id));
    const hours = known.reduce((sum, step) => sum + this.hours.get(step.id), 0);
    return { wanted, picked, covered: coverage(this.data.criteria, wanted, picked), spent: hours, open: picked.length - known.length, cohort: this.number("cohort"), hoursEach: this.number("hours"), hours: this.hours, licence: this.data.licence, citeAs: this.data.citeAs };
  }

  show() {
    const plan = this.plan;
    const ready = plan.wanted.size > 0 && plan.picked.length > 0;
    this.find("result").hidden = !ready;
    if (!ready) {
      announce(this.find("said"), plan.wanted.size ? `${plural(plan.wanted.size, "criterion", "criteria")} chosen. Now pick courses and opportunities.` : "No criterion is chosen yet.");
      return;
    }
    const missing = plan.covered.filter((each) => !each.by.length).length;
    this.find("matrix").replaceChildren(this.paper(plan));
    announce(this.find("said"), `${plan.covered.length - missing} of ${plural(plan.covered.length, "criterion", "criteria")} covered, ${missing} not covered. ${plan.spent} of ${plural(plan.hoursEach, "hour")} planned for each doctor.`);
  }

  paper(plan) {
    const left = plan.hoursEach - plan.spent;
    const money = `${plural(plan.cohort, "doctor")}. ${plan.spent} of ${plural(plan.hoursEach, "hour")} each, ${plan.spent * plan.cohort} in all${left < 0 ? `: ${-left} too many for each` : `; ${left} left for each`}.`;
    const unknown = plan.open ? ` Hours are still open for ${plan.open} of ${plan.picked.length}.` : "";
    const key = make("ol", { className: "matrix__key" }, ...plan.picked.map((step) =>
      make("li", {}, make("a", { href: step.page }, step.title), step.state ? ` (${step.state})` : "", this.hours.has(step.id) ? `, ${plural(this.hours.get(step.id), "hour")}` : "")));
    const region = make("div", { className: "table-scroll", tabIndex: 0 }, this.table(plan));
    region.setAttribute("role", "region");
    region.setAttribute("aria-label", "Coverage matrix");
    return make("div", { id: "builder-paper" }, make("p", { className: left < 0 ? "matrix__over" : "" }, money + unknown), key, region,
      make("p", { className: "origin" }, `What builds a criterion is the handbook's judgement (editorial). ${plan.citeAs}. ${plan.licence}.`));
  }

  table(plan) {
    const head = (text, label) => make("th", { scope: "col" }, make("span", { ariaHidden: "true" }, text), make("span", { className: "sr-only" }, label));
    const cell = (by, step) => make("td", {}, ...(by.includes(step) ? [make("span", { ariaHidden: "true" }, "●"), make("span", { className: "sr-only" }, "covers")] : [make("span", { className: "sr-only" }, "does not cover")]));
    const rows = plan.covered.map(({ criterion, by }) => make("tr", { className: by.length ? "" : "matrix__gap" },
      make("th", { scope: "row" }, criterion.title), ...plan.picked.map((step) => cell(by, step)),
      make("td", {}, by.length ? String(by.length) : make("strong", {}, "Not covered"))));
    return make("table", { className: "matrix" },
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Criterion"), ...plan.picked.map((step, index) => head(String(index + 1), step.title)), make("th", { scope: "col" }, "Ways"))),
      make("tbody", {}, ...rows));
  }

  save() {
    const plan = this.plan;
    save("programme.csv", csv(asRows(plan.covered, plan.picked, plan)), "text/csv");
    announce(this.find("said"), "Saved as programme.csv. It is in your downloads.");
  }
}

const form = document.querySelector("[data-builder]");
if (form) {
  new Builder(form).start();
  printButtons();
}
