// The page of the application pack: reads a paste, matches its lines, and keeps them with the reader's plan.

import { announce, element, findAll, pageData } from "../lib/dom.js";
import { download } from "../lib/files.js";
import { today } from "../lib/fit.js";
import { Saving } from "../lib/saving.js";
import { plural } from "../lib/text.js";
import { asMarkdown, fillFromPlan, fromPlan, isBegun, isReady } from "./example.js";
import { LineView, grow, progressOf, surenessOf } from "./line.js";
import { readPaste } from "./lines.js";
import { prepare, rank } from "./match.js";

const EMPTY = { situation: "", task: "", action: "", result: "" };

/** Enlivens the form of the pack. */
export class PackPage {
  constructor(form) {
    this.form = form;
    this.data = pageData("pack-data");
    this.model = prepare(this.data);
    this.titles = new Map([...this.data.criteria.map(({ id, title }) => [`criterion:${id}`, title]), ...this.data.further.map(({ id, title }) => [`further:${id}`, title])]);
    this.matches = new Map();
    this.view = new LineView(this);
    this.saving = new Saving(form, this);
    this.text = this.find("text");
  }

  find(name) {
    return this.form.querySelector(`[data-pack-${name}]`);
  }

  /** The lines, headings and asides of the pack. */
  get items() {
    return this.saving.state.pack?.lines ?? [];
  }

  get lines() {
    return this.items.filter((item) => item.is === "line");
  }

  start() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.read();
    });
    Object.assign(this.saving.actions, {
      md: () => download(this.saving.fileName("md"), "text/markdown", asMarkdown(this.lines, (id) => this.titleOf(id))),
      fill: () => this.fillAll(),
      unfold: () => this.unfold(),
    });
    addEventListener("beforeprint", () => findAll("[data-frame]", this.form).forEach(grow));
    this.saving.begin();
  }

  // What the saving of the document asks of its page.

  mine(part) {
    return part === "pack";
  }

  hasWords({ pack }) {
    return Boolean(pack?.lines.length);
  }

  inShort({ pack }) {
    const lines = (pack?.lines ?? []).filter((line) => line.is === "line");
    return `${plural(lines.length, "line")} in the pack, ${lines.filter(isReady).length} ready.`;
  }

  stamp(state) {
    state.made_with = this.data.edition;
  }

  /** Targets that were retired lead to what replaced them. */
  fit({ pack }) {
    for (const line of pack?.lines ?? []) {
      const [kind, id] = line.target.split(":");
      if (kind === "criterion") line.target = `criterion:${today(this.data, "criterion", id, { has: (each) => this.titles.has(`criterion:${each}`) })}`;
    }
    return [];
  }

  show() {
    const { pack } = this.saving.state;
    this.text.value = pack?.text ?? "";
    this.draw();
  }

  // Lines.

  read() {
    const found = readPaste(this.text.value, this.model);
    if (!found.some((item) => item.is === "line")) {
      this.say("There is no line to match. Paste the text of a specification first.");
      this.text.focus();
      return;
    }
    const before = new Map(this.items.map((item) => [item.text, item]));
    const items = found.map((item) => before.get(item.text) ?? this.begin(item));
    const dropped = this.items.filter((item) => !items.includes(item) && isBegun(item)); // nothing that the reader wrote is lost
    this.saving.state.pack = { ...this.saving.state.pack, text: this.text.value, lines: [...items, ...dropped] };
    this.changed();
    this.draw();
    this.form.querySelector("#pack-lines").focus();
  }

  /** A line that was just read, with its first match and what the plan says of it. */
  begin(item) {
    const line = { ...item, ...EMPTY, confirmed: false, target: "none" };
    if (item.is !== "line") return line;
    line.target = this.matchesOf(line)[0]?.id ?? "none";
    fillFromPlan(line, this.planOf(line));
    return line;
  }

  /** Turn a line into an aside, or anything into a line; the focus stays where the reader is. */
  turn(line, is) {
    line.is = is;
    if (is === "line" && line.target === "none") line.target = this.matchesOf(line)[0]?.id ?? "none";
    clearTimeout(this.waiting); // a count that was to come would talk over what is said here
    this.saving.touch();
    this.draw();
    this.count(`${is === "line" ? "Now a line" : "Set apart"}: ‘${line.text}’. `);
    const row = this.find("lines").children[this.items.indexOf(line)];
    row.querySelector("summary, button").focus();
  }

  /** The targets that fit a line by its words, best first. */
  matchesOf(line) {
    if (!this.matches.has(line.text)) this.matches.set(line.text, rank(line.text, this.model, line.group));
    return this.matches.get(line.text);
  }

  planOf(line) {
    const [kind, id] = line.target.split(":");
    return kind === "criterion" ? fromPlan(this.saving.state, id) : { rating: null, evidence: "", result: "" };
  }

  titleOf(target) {
    return this.titles.get(target) ?? "None of the 22";
  }

  /** What a target means, and the page that tells of it. */
  about(target) {
    const [kind, id] = target.split(":");
    const criterion = kind === "criterion" && this.data.criteria.find((each) => each.id === id);
    if (criterion) return { text: criterion.about, page: criterion.page, link: "What builds it" };
    if (kind === "further") return { text: "The example of 2017 does not name it; posts, forms or rules of today may.", page: this.data.furtherPage, link: "What has been added to the role" };
    return { text: "", page: "", link: "" };
  }

  get targetGroups() {
    const { groups, criteria, further } = this.data;
    return [
      ...Object.entries(groups).map(([group, title]) => [title, criteria.filter((each) => each.group === group).map(({ id }) => `criterion:${id}`)]),
      ["Beyond the example of 2017", further.map(({ id }) => `further:${id}`)],
    ];
  }

  // Showing.

  draw() {
    let number = 0;
    this.find("lines").replaceChildren(...this.items.map((item) => this.view.row(item, item.is === "line" ? (number += 1) : 0)));
    this.find("result").hidden = !this.items.length;
    this.overview();
    this.count();
  }

  changed() {
    this.saving.touch();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      this.overview();
      this.count();
    }, 150);
  }

  /** Every line in one table: what it asks for, how sure that is, and how far the example is. */
  overview() {
    const cell = (label, ...content) => element("td", { role: "cell", "data-label": label }, ...content);
    this.find("overview").replaceChildren(...this.lines.map((line, index) => element("tr", { role: "row" },
      element("th", { role: "rowheader", scope: "row", "data-label": "Line" }, element("a", { href: `#line-${index + 1}`, onclick: (event) => this.goTo(event, index + 1) }, `${index + 1}. ${line.text}`), ` (${line.importance})`),
      cell("Asks for", `${this.titleOf(line.target)}, ${surenessOf(line, this.matchesOf(line))}`),
      cell("Evidence", this.planOf(line).evidence ? "in my plan" : "none in my plan"),
      cell("Example", progressOf(line)))));
  }

  goTo(event, number) {
    event.preventDefault();
    const details = /** @type {HTMLDetailsElement} */ (document.getElementById(`line-${number}`));
    details.open = true;
    details.scrollIntoView({ block: "start" });
    details.querySelector("summary").focus({ preventScroll: true });
  }

  unfold() {
    const all = findAll(".pack__details", this.form);
    const open = all.some((each) => !each.open);
    for (const each of all) each.open = open;
  }

  fillAll() {
    const filled = this.lines.filter((line) => fillFromPlan(line, this.planOf(line))).length;
    if (filled) this.changed();
    this.draw();
    this.say(filled ? `${plural(filled, "example")} filled from your plan.` : "No empty example has evidence in your plan.");
  }

  count(first = "") {
    if (!this.items.length) return;
    const { lines } = this;
    const matched = lines.filter((line) => line.target !== "none").length;
    const others = this.items.length - lines.length;
    this.say(`${first}${plural(lines.length, "line")}: ${matched} matched, ${lines.filter((line) => line.confirmed).length} confirmed by you, ${lines.filter(isReady).length} ready.${others ? ` ${plural(others, "text")} read as a heading or set apart.` : ""}`);
    const asked = new Set(lines.map((line) => line.target));
    const gaps = this.data.criteria.filter(({ id }) => !asked.has(`criterion:${id}`)).map(({ title }) => title);
    this.find("gaps").textContent = gaps.length ? `${gaps.join(", ")}. A panel may still ask.` : "None: every criterion of the example is asked for.";
  }

  say(text) {
    announce(this.find("said"), text);
  }
}
