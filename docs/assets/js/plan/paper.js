// The plan on paper: where the reader stands, the actions, then each criterion in a line or two.

import { actionsByDay, entryOf, gapsOf, hasWords } from "../lib/plan.js";
import { stateOf, titleOf, unlistedCriteria } from "../lib/fit.js";
import { differences, suggestions } from "./compare.js";
import { inShort } from "./exports.js";
import { element } from "../lib/dom.js";
import { ratingWord } from "../lib/ratings.js";
import { readableDay } from "../lib/text.js";

/** Lay the plan of `page` out whenever it is printed. */
export function layOutForPaper(page) {
  addEventListener("beforeprint", () => layOut(page.find("[data-paper]"), page.form, page.plan, page.catalogue), { capture: true });
}

/** Fill `place` with the plan; it shows in print alone. An empty plan prints as the form. */
function layOut(place, form, plan, catalogue) {
  document.documentElement.classList.toggle("plan-has-words", hasWords(plan));
  const gaps = gapsOf(plan, catalogue).map(({ id }) => id);
  const rest = [...catalogue.criteria.keys()].filter((id) => !gaps.includes(id) && isSaid(entryOf(plan, id)));
  const unseen = [...catalogue.criteria.values()].filter(({ id }) => !isSaid(entryOf(plan, id))).map(({ title }) => title);
  place.replaceChildren(
    element("p", { class: "plan-paper__head" }, `${plan.name ? `${plan.name.replace(/\.$/, "")}. ` : ""}${readableDay(new Date().toISOString())}. ${inShort(plan, catalogue)}`),
    pictureOf(form.querySelector("[data-map]")),
    heading("Actions"), actionTable(plan, catalogue),
    heading("Gaps"), criteriaTable(gaps.map((id) => [titleOf(id, plan, catalogue), entryOf(plan, id)])),
    heading("Evidence in hand"), criteriaTable([...rest.map((id) => [titleOf(id, plan, catalogue), entryOf(plan, id)]), ...unlistedCriteria(plan, catalogue).map(([id, entry]) => [`${entry.title || id} (no longer listed)`, entry])]),
    unseen.length ? element("p", {}, element("strong", {}, "Not looked at yet: "), unseen.join("; "), ".") : "",
    ...plan.sponsors.flatMap((sponsor) => [heading(`${sponsor.name || "A sponsor"}’s view${sponsor.at ? `, ${readableDay(sponsor.at)}` : ""}`), sponsorTable(plan, sponsor, catalogue)]),
  );
}

/** The map as a picture: it shows the same, and is none. */
function pictureOf(map) {
  const picture = map.cloneNode(true);
  picture.removeAttribute("data-map");
  for (const item of picture.querySelectorAll("[data-map-criterion]")) item.removeAttribute("data-map-criterion");
  return picture;
}

const isSaid = (entry) => Boolean(entry.rating || entry.evidence);
const heading = (text) => element("h4", {}, text);
const line = (cells) => element("tr", {}, ...cells.map((text) => element("td", {}, text)));

function titleAndState(action, catalogue) {
  const state = stateOf(action, catalogue);
  return state ? `${action.title} (${state})` : action.title;
}

function actionTable(plan, catalogue) {
  if (!plan.actions.length) return element("p", {}, "None yet.");
  return element("table", {}, ...actionsByDay(plan).map((action) => line([action.done ? `done ${readableDay(action.done)}` : action.due ? readableDay(action.due) : "no date", [titleAndState(action, catalogue), action.outcome].filter(Boolean).join("\n"), action.ask ? `ask ${action.ask}` : "", (action.for ?? []).map((id) => titleOf(id, plan, catalogue)).join(", ")])));
}

/** What you and a sponsor see, furthest apart first, then what they suggest. */
function sponsorTable(plan, sponsor, catalogue) {
  const word = ({ rating }) => (rating ? ratingWord(rating) : "not rated");
  const rows = differences(plan, sponsor, catalogue).map(({ title, ours, theirs }) => line([title, `you: ${word(ours)}; they: ${word(theirs)}`, theirs.evidence ?? ""]));
  const ideas = suggestions(plan, sponsor).map((action) => line(["Suggested", titleAndState(action, catalogue), [action.due && readableDay(action.due), action.ask && `ask ${action.ask}`].filter(Boolean).join("; ")]));
  return element("table", {}, ...rows, ...ideas);
}

function criteriaTable(rows) {
  if (!rows.length) return element("p", {}, "None.");
  return element("table", {}, ...rows.map(([title, { rating, evidence }]) => line([title, rating ? ratingWord(rating) : "not rated", evidence ?? ""])));
}
