// What the page shows beside the form: actions, what is no longer listed, sponsors' views and what was set aside.

import { actionsByDay } from "../lib/plan.js";
import { isListed, stateOf, titleOf, unlistedCriteria } from "../lib/fit.js";
import { differences, suggestions } from "./compare.js";
import { button, element, unseen } from "../lib/dom.js";
import { ratingWord } from "../lib/ratings.js";
import { isPast, readableDay } from "../lib/text.js";

const cell = (label, ...content) => element("td", { role: "cell", "data-label": label || null }, ...content);

/** A table that becomes cards on a phone; `rows` are elements. */
export function table(label, headings, rows) {
  const head = element("tr", { role: "row" }, ...headings.map((text) => element("th", { role: "columnheader", scope: "col" }, text)));
  const made = element("table", { class: "cards", role: "table", "aria-label": label }, element("thead", { role: "rowgroup" }, head), element("tbody", { role: "rowgroup" }, ...rows));
  return element("div", { class: "plan-table" }, made);
}

const row = (heading, first, ...cells) => element("tr", { role: "row" }, element("th", { role: "rowheader", scope: "row", "data-label": heading }, ...first), ...cells);

const mark = (text) => (text ? [" ", element("span", { class: "kind" }, text)] : []);

/** The actions by day; `remove` takes an action away. */
export function showActions(place, plan, catalogue, remove) {
  if (!plan.actions.length) {
    place.replaceChildren(element("p", {}, "None yet. Tick something that builds a gap, and it stands here."));
    return;
  }
  const rows = actionsByDay(plan).map((action) => row("What", [action.title, ...mark(stateOf(action, catalogue))],
    cell("By when", action.due ? readableDay(action.due) : "no date yet", ...mark(isPast(action.due) ? "this day has passed" : "")),
    cell("Whom to ask", action.ask || "nobody yet"),
    cell("Builds", (action.for ?? []).map((id) => titleOf(id, plan, catalogue)).join(", ")),
    cell("", changes(action, catalogue, remove))));
  place.replaceChildren(table("Your actions", ["What", "By when", "Whom to ask", "Builds", "Change"], rows));
}

function changes(action, catalogue, remove) {
  const of = () => unseen(` ${action.title}`);
  const home = (action.for ?? []).find((id) => catalogue.criteria.has(id));
  const edit = home && isListed(action, catalogue) && element("a", { href: `#ways-${home}` }, "Change", of());
  const drop = element("button", { type: "button", class: "text-button", onclick: () => remove(action) }, "Remove", of());
  return element("span", { class: "plan-changes" }, edit || null, drop);
}

/** What the plan says of criteria that the handbook does not list any more. */
export function showUnlisted(part, plan, catalogue) {
  const found = unlistedCriteria(plan, catalogue).filter(([, { evidence, rating }]) => evidence || rating);
  part.hidden = !found.length;
  part.querySelector("[data-unlisted]").replaceChildren(...found.map(([id, entry]) => element("div", { class: "plan-kept" },
    element("p", {}, element("strong", {}, entry.title || id), entry.rating ? `: ${ratingWord(entry.rating).toLowerCase()}` : ""),
    element("p", { class: "plan-words" }, entry.evidence ?? ""))));
}

/** Each sponsor's view beside the reader's, disagreements first, `sponsors` adds what they suggest and drops a view. */
export function showSponsors(place, plan, catalogue, sponsors) {
  place.replaceChildren(...plan.sponsors.map((sponsor) => {
    const name = sponsor.name || "A sponsor";
    const rows = differences(plan, sponsor, catalogue).map((each) => row("Criterion", [each.title], cell("You", ...opinion(each.ours)), cell(name, ...opinion(each.theirs)), cell("Apart", apart(each))));
    const ideas = suggestions(plan, sponsor).map((action) => element("li", {}, action.title, action.due ? `; by ${readableDay(action.due)}` : "", action.ask ? `; ask ${action.ask}` : "", " ",
      element("button", { type: "button", class: "text-button", onclick: () => sponsors.add(action) }, "Add to my actions", unseen(`: ${action.title}`))));
    return element("div", { class: "plan-sponsor" },
      element("h4", { tabindex: "-1" }, `You and ${sponsor.name || "your sponsor"}${sponsor.at ? `, ${readableDay(sponsor.at)}` : ""}`),
      rows.length ? table(`You and ${name}`, ["Criterion", "You", name, "Apart"], rows) : element("p", {}, "Neither of you has rated anything yet."),
      ideas.length ? element("p", { class: "label" }, "They suggest") : null,
      ideas.length ? element("ul", {}, ...ideas) : null,
      button("Remove this view", () => sponsors.drop(sponsor), "text-button"));
  }));
}

function opinion({ rating, evidence }) {
  return [element("strong", {}, rating ? ratingWord(rating) : "Not rated"), evidence ? element("span", { class: "plan-words" }, evidence) : ""];
}

function apart({ apart: steps }) {
  if (steps === null) return "one view only";
  if (steps === 0) return "agreed";
  return `${Math.abs(steps)} ${steps > 0 ? "higher" : "lower"} than you`;
}

/** What was set aside: whole texts to be downloaded, and single fields as text. */
export function showAsides(place, found, fields, take) {
  const list = fields.map((each) => element("li", {}, `${each.place}: `, element("span", { class: "plan-words" }, each.text)));
  const aside = list.length ? [element("p", { class: "label" }, "Put aside"), element("p", {}, "These places of your plan could not be read. They stay in your file as they were written."), element("ul", {}, ...list)] : [];
  place.replaceChildren(...aside, ...found.map(([when, text]) => element("p", { class: "plan-kept" }, `Kept aside on ${readableDay(when)}: `, button("Download what was kept aside", () => take(text)))));
}
