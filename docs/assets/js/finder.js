// Narrows and sorts the table of courses and opportunities. The state stands in the address as ids alone.
import { announce, csv, save } from "./tool.js";

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

const fits = (entry, [name, id]) => (entry[name] instanceof Set ? entry[name].has(id) : entry[name] === id);

const { compare } = new Intl.Collator("en-GB");
const ORDER = {
  title: (a, b) => compare(a.title, b.title),
  provider: (a, b) => compare(a.providerTitle, b.providerTitle) || a.index - b.index,
  breadth: (a, b) => b.breadth - a.breadth || a.index - b.index,
};

/** The entries that fit every filter of `state`, sorted. */
export function choose(entries, state) {
  const wanted = FILTERS.filter((name) => state[name]).map((name) => [name, state[name]]);
  const found = entries.filter((entry) => wanted.every((filter) => fits(entry, filter)));
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

function start(form, table) {
  const entries = readRows(table);
  const body = table.tBodies[0];
  const part = (name) => document.querySelector(`[data-finder-${name}]`);
  let found = entries;
  let shown = AT_ONCE;

  const state = () => Object.fromEntries([...FILTERS, "sort"].map((name) => [name, form.elements[name].value]));

  function draw() {
    body.replaceChildren(...found.slice(0, shown).map((each) => each.row));
    part("more").hidden = found.length <= shown;
  }

  function show({ tell = true } = {}) {
    const now = state();
    found = choose(entries, now);
    shown = AT_ONCE;
    draw();
    const query = new URLSearchParams(Object.entries(now).filter(([, id]) => id)).toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
    if (!tell) return;
    const count = `${found.length} of ${entries.length}`;
    announce(part("said"), found.length ? `${count} courses and opportunities shown.` : `None of ${entries.length} fits. Set one of the choices back to All.`);
  }

  /** Take the state from the address; what is no id of ours is left out and said. */
  function fromAddress() {
    const strange = [];
    const query = new URLSearchParams(location.search);
    for (const [name, id] of query) {
      const field = FILTERS.includes(name) || name === "sort" ? form.elements[name] : null;
      const known = field && [...field.options].some((option) => option.value === id);
      if (known) field.value = id;
      else strange.push(name);
    }
    show({ tell: query.size > 0 });
    if (strange.length) announce(part("said"), `The address asks for something that is no longer listed (${strange.length}). ${found.length} of ${entries.length} shown.`);
  }

  form.addEventListener("change", () => show());
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  part("csv").addEventListener("click", () => {
    save("finder.csv", csv(asRows(found, form.dataset.licence, form.dataset.citeAs)), "text/csv");
    announce(part("said"), `${found.length} ${found.length === 1 ? "row" : "rows"} saved as finder.csv.`);
  });
  part("more").addEventListener("click", () => {
    const first = found[shown];
    shown += AT_ONCE;
    draw();
    first.row.querySelector("a")?.focus();
    announce(part("said"), `${Math.min(shown, found.length)} of ${found.length} rows drawn.`);
  });
  fromAddress();
}

const form = document.querySelector("[data-finder]");
if (form) start(form, document.querySelector("[data-finder-table]"));
