// Narrows and sorts the table of courses and opportunities. The state stands in the address as ids alone.
import { toCsvText } from "./lib/csv.js";
import { announce, find } from "./lib/dom.js";
import { download } from "./lib/files.js";

const FILTERS = ["criterion", "need", "kind", "provider", "format", "cost", "status"];
const AT_ONCE = 70; // rows drawn at once, so that the answer stays quick however many there are
const words = (text) => new Set(text.split(" "));

/** What the table holds, read once: an entry a row, in the order of the page, with its place in each other order. */
export function readRows(table) {
  const entries = [...table.tBodies[0].rows].map((row, index) => {
    const criterion = words(row.dataset.criterion);
    return { row, index, ...row.dataset, criterion, need: words(row.dataset.need), breadth: criterion.size, place: {} };
  });
  for (const [name, order] of Object.entries(ORDER)) {
    [...entries].sort(order).forEach((entry, place) => { entry.place[name] = place; });
  }
  return entries;
}

const fits = (entry, name, id) => (entry[name] instanceof Set ? entry[name].has(id) : entry[name] === id);

const { compare } = new Intl.Collator("en-GB");
const ORDER = {
  title: (a, b) => compare(a.title, b.title),
  provider: (a, b) => compare(a.providerTitle, b.providerTitle) || a.index - b.index,
  breadth: (a, b) => b.breadth - a.breadth || a.index - b.index,
};

/** The entries that fit every filter of `state`, sorted. */
export function choose(entries, state) {
  const wanted = FILTERS.filter((name) => state[name]).map((name) => [name, state[name]]);
  const found = entries.filter((entry) => wanted.every(([name, id]) => fits(entry, name, id)));
  return state.sort ? found.sort((a, b) => a.place[state.sort] - b.place[state.sort]) : found;
}

/** The rows of a download. */
export function asRows(found, licence, citeAs) {
  const head = ["type", "id", "title", "kind", "provider", "format", "cost", "status", "criteria", "needs", "licence", "cite_as"];
  return [head, ...found.map((each) => [
    each.type, each.id, each.title, each.kind, each.provider, each.formatTitle, each.costText || (each.cost === "unknown" ? "unknown" : "not recorded"),
    each.status, [...each.criterion].join(" "), [...each.need].join(" "), licence, citeAs,
  ])];
}

class Finder {
  constructor(form, table) {
    this.form = form;
    this.entries = readRows(table);
    this.body = table.tBodies[0];
    this.found = this.entries;
    this.shown = AT_ONCE;
  }

  start() {
    this.form.addEventListener("change", () => this.show());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("reset", () => setTimeout(() => this.show()));
    this.part("csv").addEventListener("click", () => this.download());
    this.part("more").addEventListener("click", () => this.more());
    this.fromAddress();
  }

  part(name) {
    return find(`[data-finder-${name}]`);
  }

  say(text) {
    announce(this.part("said"), text);
  }

  get state() {
    return Object.fromEntries([...FILTERS, "sort"].map((name) => [name, this.form.elements[name].value]));
  }

  draw() {
    this.body.replaceChildren(...this.found.slice(0, this.shown).map((each) => each.row));
    this.part("more").hidden = this.found.length <= this.shown;
  }

  show({ tell = true } = {}) {
    const now = this.state;
    this.found = choose(this.entries, now);
    this.shown = AT_ONCE;
    this.draw();
    const query = new URLSearchParams(Object.entries(now).filter(([, id]) => id)).toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
    if (!tell) return;
    const { found, entries } = this;
    this.say(found.length ? `${found.length} of ${entries.length} courses and opportunities shown.` : `None of ${entries.length} fits. Set one of the choices back to All.`);
  }

  /** Take the state from the address; what is no id of ours is left out and said. */
  fromAddress() {
    const strange = [];
    const query = new URLSearchParams(location.search);
    for (const [name, id] of query) {
      const field = FILTERS.includes(name) || name === "sort" ? this.form.elements[name] : null;
      const known = field && [...field.options].some((option) => option.value === id);
      if (known) field.value = id;
      else strange.push(name);
    }
    this.show({ tell: query.size > 0 });
    if (strange.length) this.say(`The address asks for something that is no longer listed (${strange.length}). ${this.found.length} of ${this.entries.length} shown.`);
  }

  download() {
    const { found, form } = this;
    download("finder.csv", "text/csv", toCsvText(asRows(found, form.dataset.licence, form.dataset.citeAs)));
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
