// What the page shows beside the form: tables, what is no longer listed, sponsors' views and what was set aside.

import { unlistedCriteria } from "../lib/fit.js";
import { differences, suggestions } from "./compare.js";
import { button, element, unseen } from "../lib/dom.js";
import { ratingWord } from "../lib/ratings.js";
import { readableDay } from "../lib/text.js";

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

/** Each sponsor's view beside the reader's, disagreements first, `sponsors` adds what they suggest and drops a view. */
export function showSponsors(place, plan, catalogue, sponsors) {
  place.replaceChildren(...plan.sponsors.map((sponsor) => {
    const name = sponsor.name || "A sponsor";
    const rows = differences(plan, sponsor, catalogue).map((each) => row("Criterion", [each.title], cell("You", ...opinion(each.ours)), cell(name, ...opinion(each.theirs)), cell("Apart", apart(each))));
    const ideas = suggestions(plan, sponsor).map((action) => element("li", {}, action.title, action.due ? `; by ${readableDay(action.due)}` : "", action.ask ? `; ask ${action.ask}` : "", " ",
      element("button", { type: "button", class: "text-button", onclick: () => sponsors.add(action) }, "Add to my actions", unseen(`: ${action.title}`))));
    return element("div", { class: "plan-sponsor" },
      element("h3", { tabindex: "-1" }, `You and ${sponsor.name || "your sponsor"}${sponsor.at ? `, ${readableDay(sponsor.at)}` : ""}`),
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
