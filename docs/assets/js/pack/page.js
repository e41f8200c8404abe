// The page of the application pack: reads a paste, matches its lines, and keeps them with the reader's plan.

import { announce, element, findAll, pageData } from "../lib/dom.js";
import { download } from "../lib/files.js";
import { today } from "../lib/fit.js";
import { Saving } from "../lib/saving.js";
import { ratingWord } from "../lib/state.js";
import { plural } from "../lib/text.js";
import { joinLines, readAgain, splitLine } from "./again.js";
import { fillFromPlan, fromPlan, isBegun, isReady } from "./example.js";
import { LineView, progressOf, surenessOf } from "./line.js";
import { readPaste } from "./lines.js";
import { prepare, rank } from "./match.js";
import { asText, fileName, fillSheet } from "./paper.js";

const POST = /^(?:post|role|job title|post title|title)\s*:\s*/i;

/** The name of the post, as the head of a specification tells it, or "". */
function postOf(items) {
  const named = items.find((item) => item.is === "aside" && POST.test(item.text)) ?? items.find((item) => item.is === "aside" && /\b(?:director|officer)\b/i.test(item.text));
  return named?.text.replace(POST, "") ?? "";
}

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
      text: () => this.take(() => download(fileName("txt"), "text/plain", asText(this.paper))),
      copy: () => this.take(() => this.copy()),
      fill: () => this.fillAll(),
      unfold: () => this.unfold(),
    });
    addEventListener("beforeprint", () => fillSheet(this.find("sheet"), this.paper));
    this.find("post").addEventListener("input", () => this.head("post"));
    this.find("name").addEventListener("input", () => this.head("name"));
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
    this.find("post").value = pack?.post ?? "";
    this.find("name").value = this.saving.state.name ?? "";
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
    const before = new Set(this.items);
    const { items, moved, kept } = readAgain(found, this.items, (item) => this.begin(item));
    for (const line of items) if (line.is === "line" && !before.has(line)) fillFromPlan(line, this.planOf(line));
    const { pack } = this.saving.state;
    this.saving.state.pack = { ...pack, text: this.text.value, post: pack?.post || postOf(found), lines: items };
    this.find("post").value = this.saving.state.pack.post;
    this.saving.touch();
    clearTimeout(this.waiting); // a count that was to come would talk over what is said here
    this.draw();
    const told = [moved && `${plural(moved, "answer")} moved to the nearest line.`, kept && `${plural(kept, "line")} of yours no longer in the text, kept at the end.`];
    this.count(told.filter(Boolean).map((each) => `${each} `).join(""));
    this.form.querySelector("#pack-lines").focus();
  }

  /** A line that was just read, with its first match. */
  begin(item) {
    const line = { ...item, ...EMPTY, confirmed: false, target: "none" };
    if (item.is === "line") line.target = this.matchesOf(line)[0]?.id ?? "none";
    return line;
  }

  /** Turn a line into an aside, or anything into a line; the focus stays where the reader is. */
  turn(line, is) {
    line.is = is;
    if (is === "line" && line.target === "none") line.target = this.matchesOf(line)[0]?.id ?? "none";
    this.moved(line, is === "line" ? "Now a line" : "Set apart");
  }

  /** The line above an item, or undefined. */
  above(item) {
    return this.items.slice(0, this.items.indexOf(item)).findLast((each) => each.is === "line");
  }

  /** Put an item to the line above it. */
  join(item) {
    const above = this.above(item);
    joinLines(above, item);
    this.items.splice(this.items.indexOf(item), 1);
    if (!above.confirmed) above.target = this.matchesOf(above)[0]?.id ?? "none";
    this.moved(above, "Joined");
  }

  /** Take back that a line was joined. */
  split(line) {
    const made = splitLine(line);
    this.items.splice(this.items.indexOf(line), 1, ...made);
    this.moved(made[0], "Two lines again");
  }

  /** Show the lines anew, with the focus on one of them, and say what happened. */
  moved(line, what) {
    clearTimeout(this.waiting); // a count that was to come would talk over what is said here
    this.saving.touch();
    this.draw();
    this.count(`${what}: ‘${line.text}’. `);
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
    this.open = new Set(this.lines.filter((line) => this.view.details.get(line)?.open));
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
      element("th", { role: "rowheader", scope: "row", "data-label": "Line" }, element("a", { href: `#line-${index + 1}`, onclick: (event) => this.goTo(event, index + 1) }, `${index + 1}. ${line.text}`), " ", element("span", { class: "pack__level-shown" }, `(${line.importance})`)),
      cell("Asks for", `${this.titleOf(line.target)}, ${surenessOf(line, this.matchesOf(line))}`),
      cell("My plan", this.inPlan(line)),
      cell("Example", progressOf(line)))));
  }

  /** What the plan holds for what a line asks for. */
  inPlan(line) {
    if (!line.target.startsWith("criterion:")) return "not one of the 22";
    const { evidence, result, rating } = this.planOf(line);
    const hasText = Boolean(evidence || result);
    if (!rating) return hasText ? "has text; not rated" : "nothing yet";
    return `${hasText ? "has text" : "no text"}; rated ${ratingWord(rating).toLowerCase()}`;
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

  /** What the paper and the text are made from. */
  get paper() {
    const { pack, name } = this.saving.state;
    return { lines: this.lines, post: pack?.post, name, titleOf: (id) => this.titleOf(id) };
  }

  /** The post and the name, which head the paper. */
  head(part) {
    const { value } = this.find(part);
    if (part === "name") this.saving.state.name = value;
    else this.saving.state.pack.post = value;
    this.saving.touch();
  }

  /** Do something with the lines, where there are any. */
  take(action) {
    if (this.lines.length) action();
    else this.saving.tell("There is nothing to take away yet. Match the lines of a specification first.");
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(asText(this.paper));
      this.saving.tell("Copied: paste it into your application.");
    } catch {
      this.saving.tell("The browser did not let this page copy. Take the text file instead.", [], { problem: true });
    }
  }

  fillAll() {
    const filled = this.lines.filter((line) => fillFromPlan(line, this.planOf(line)));
    for (const line of filled) this.view.refill(line);
    if (filled.length) this.changed();
    const done = `${plural(filled.length, "example")} filled from your plan.`;
    const why = this.lines.some((line) => this.planOf(line).evidence || this.planOf(line).result) ? "every line for which your plan has text has an example already" : "your plan has no text for what these lines ask for";
    announce(this.find("filled"), filled.length ? done : `Nothing to fill: ${why}.`);
  }

  count(first = "") {
    if (!this.items.length) return;
    const { lines } = this;
    const of = (kind) => lines.filter((line) => line.target.startsWith(kind)).length;
    const others = this.items.length - lines.length;
    const kinds = [[of("criterion:"), "for one of the 22 criteria"], [of("further:"), "for something beyond them"], [of("none"), "without a match"]].filter(([many]) => many).map(([many, words]) => `${many} ${words}`);
    this.say(`${first}${plural(lines.length, "line")}: ${kinds.join(", ")}. ${plural(lines.filter(isReady).length, "example")} complete, ${lines.filter((line) => isBegun(line) && !isReady(line)).length} begun.${others ? ` ${plural(others, "heading or note", "headings and notes")} set apart.` : ""}`);
    const asked = new Set(lines.map((line) => line.target));
    const gaps = this.data.criteria.filter(({ id }) => !asked.has(`criterion:${id}`)).map(({ title }) => title);
    this.find("gaps").textContent = gaps.length ? `${gaps.join(", ")}. A panel may still ask.` : "None: every criterion of the example is asked for.";
  }

  say(text) {
    announce(this.find("said"), text);
  }
}
