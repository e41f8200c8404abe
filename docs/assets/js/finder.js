// Narrows and sorts the table of courses and opportunities. The state stands in the address as ids alone.

import { addByButton, showInPlan } from "./lib/add-to-plan.js";
import { announce, find, findAll } from "./lib/dom.js";
import { download, toCsvText } from "./lib/files.js";

const ALL_FILTERS = ["q", "level", "criterion", "need", "kind", "provider", "format", "cost", "status"];
const AT_ONCE = 40; // rows drawn at once, so that the answer stays quick however many there are
const words = (text) => new Set(text ? text.split(" ") : []);

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’']/g, "").toLowerCase();

/** What readers may type who are of a level, by its id. */
const levelWords = (form) => Object.fromEntries(findAll("[data-words]", form).map(({ value, dataset }) => [value, dataset.words]));

/** An entry of the table: what its row's attributes say, and what stands in its first cell. */
function readRow(row, index, typed) {
  const [criterion, need, level] = [row.dataset.criterion, row.dataset.need, row.dataset.level].map(words);
  const text = plain([row.textContent, ...[...level].map((id) => typed[id])].join(" "));
  return { row, index, ...row.dataset, title: find("a", row).textContent, providerTitle: find(".kind span", row).textContent, criterion, need, level, breadth: criterion.size, text, place: {} };
}

/** What the table holds, read once: an entry a row, in the order of the page, with its place in each other order. */
export function readRows(table, form) {
  const typed = levelWords(form);
  const entries = [...table.tBodies[0].rows].map((row, index) => readRow(row, index, typed));
  for (const [name, order] of Object.entries(ORDER)) {
    [...entries].sort(order).forEach((entry, place) => { entry.place[name] = place; });
  }
  return entries;
}

/** Whether an entry fits a choice; of free text every word must stand in it somewhere. */
function fits(entry, name, wanted) {
  if (name === "q") return plain(wanted).split(/[^\p{L}\p{N}]+/u).every((word) => entry.text.includes(word));
  if (name === "level" && !entry.level.size) return true; // made for anybody
  return entry[name] instanceof Set ? entry[name].has(wanted) : entry[name] === wanted;
}

const { compare } = new Intl.Collator("en-GB");
const ORDER = {
  title: (a, b) => compare(a.title, b.title),
  provider: (a, b) => compare(a.providerTitle, b.providerTitle) || a.index - b.index,
  breadth: (a, b) => b.breadth - a.breadth || a.index - b.index,
};

/** The entries that fit every filter of `state`, sorted; what is made for the chosen level comes before what is for anybody. */
export function choose(entries, state) {
  const wanted = Object.entries(state).filter(([name, value]) => value && name !== "sort");
  const found = entries.filter((entry) => wanted.every(([name, id]) => fits(entry, name, id)));
  if (state.level && !state.sort) return [...found.filter(({ level }) => level.size), ...found.filter(({ level }) => !level.size)];
  return state.sort ? found.sort((a, b) => a.place[state.sort] - b.place[state.sort]) : found;
}

/** What a cell says, without its marks. */
function said(cell) {
  const copy = cell.cloneNode(true);
  for (const mark of findAll(".state", copy)) mark.remove();
  return copy.textContent.trim();
}

/** The rows of a download; the titles of criteria are those of the form. */
export function asRows(found, form) {
  const { licence, citeAs } = form.dataset;
  const titles = Object.fromEntries([...form.elements.criterion.options].map(({ value, text }) => [value, text]));
  const head = ["type", "id", "title", "kind", "provider", "provider_title", "format", "cost", "status", "criteria", "criteria_titles", "needs",
    "who", "length", "last_seen", "levels", "nations", "summary", "entry", "licence", "cite_as"];
  return [head, ...found.map((each) => [
    each.type, each.id, each.title, each.kind, each.provider, each.providerTitle, said(each.row.cells[3]), each.costText || "not recorded",
    each.status, [...each.criterion].join(" "), [...each.criterion].map((id) => titles[id]).join("; "), [...each.need].join(" "),
    each.type === "course" ? said(each.row.cells[1]) : "", each.duration || "", each.seen || "", [...each.level].join(" "), each.nations || "",
    said(find(".finder__summary", each.row)), find("a", each.row).href, licence, citeAs,
  ])];
}

/** The step of a row's button. */
function stepOf(button) {
  const row = button.closest("tr");
  return { kind: row.dataset.type, id: row.dataset.id, title: find("a", row).textContent };
}

class Finder {
  constructor(form, table) {
    this.form = form;
    this.entries = readRows(table, form);
    this.body = table.tBodies[0];
    this.found = this.entries;
    this.shown = AT_ONCE;
    this.names = [...ALL_FILTERS, "sort"].filter((name) => form.elements[name]);
  }

  start() {
    this.body.addEventListener("click", (event) => this.add(/** @type {any} */ (event.target).closest("[data-finder-add]")));
    this.form.addEventListener("click", (event) => this.choose(event));
    this.form.addEventListener("input", ({ target }) => target.name === "q" && this.show());
    this.form.addEventListener("change", () => this.show());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("reset", () => setTimeout(() => this.show()));
    this.part("csv").addEventListener("click", () => this.download());
    this.part("more").addEventListener("click", () => this.more());
    addEventListener("beforeprint", () => this.draw(this.found.length));
    addEventListener("afterprint", () => this.draw());
    this.fromAddress();
    showInPlan(this.entries.map(({ row }) => find("[data-finder-add]", row)), stepOf);
  }

  part(name) {
    return find(`[data-finder-${name}]`);
  }

  say(text) {
    announce(this.part("said"), text);
  }

  get state() {
    return Object.fromEntries(this.names.map((name) => [name, this.form.elements[name].value.trim()]));
  }

  /** Show the first rows of what was found; paper has all of them. */
  draw(rows = this.shown) {
    this.body.replaceChildren(...this.found.slice(0, rows).map((each) => each.row));
    this.part("more").hidden = this.found.length <= this.shown;
  }

  show({ tell = true } = {}) {
    const now = this.state;
    this.found = choose(this.entries, now);
    this.shown = AT_ONCE;
    this.draw();
    const query = new URLSearchParams(Object.entries(now).filter(([name, id]) => id && name !== "q")).toString(); // what is typed never goes into an address
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
    if (!tell) return;
    const { found, entries } = this;
    this.say(found.length ? `${found.length} of ${entries.length} courses and opportunities shown.` : `None of ${entries.length} fits. Take a word or a choice away.`);
  }

  /** Take the state from the address; what is no id of ours is left out and said. */
  fromAddress() {
    const strange = [];
    const query = new URLSearchParams(location.search);
    for (const [name, id] of query) {
      const field = this.names.includes(name) && name !== "q" ? this.form.elements[name] : null;
      const known = field && [...field.options].some((option) => option.value === id);
      if (known) field.value = id;
      else strange.push(name);
    }
    this.show({ tell: query.size > 0 });
    if (strange.length) this.say(`The address asks for something that is no longer listed (${strange.length}). ${this.found.length} of ${this.entries.length} shown.`);
  }

  /** A criterion of the map is a choice like any other. */
  choose(event) {
    const id = event.target.closest("[data-map-criterion]")?.dataset.mapCriterion;
    if (!id) return;
    event.preventDefault();
    this.form.elements.criterion.value = id;
    this.show();
  }

  add(button) {
    if (!button) return;
    const { criterion } = button.closest("tr").dataset;
    this.say(addByButton(button, stepOf(button), criterion.split(" "), this.form.elements.criterion.value));
  }

  download() {
    const { found, form } = this;
    download("finder.csv", "text/csv", toCsvText(asRows(found, form)));
    this.say(`${found.length} ${found.length === 1 ? "row" : "rows"} saved as finder.csv.`);
  }

  more() {
    const first = this.found[this.shown];
    this.shown += AT_ONCE;
    this.draw();
    first.row.querySelector("a")?.focus();
    this.say(`${Math.min(this.shown, this.found.length)} of ${this.found.length} rows drawn.`);
  }
}

const form = find("[data-finder]");
if (form) new Finder(form, find("[data-finder-table]")).start();
