// A sponsor's view beside the reader's: taken from a file, set side by side, and what it suggests.

import { button, element, unseen } from "../lib/dom.js";
import { fitPlan, joinActions, titleOf } from "../lib/fit.js";
import { actionOf, entryOf } from "../lib/plan.js";
import { level, ratingWord } from "../lib/state.js";
import { plural, readableDay } from "../lib/text.js";
import { showStep } from "./form.js";
import { cell, row, table } from "./panels.js";

// What a plan of its own has, and a view within another plan has not.
const OF_A_PLAN = ["format", "version", "view", "history", "sponsors", "made_with", "saved"];

/** Keep a sponsor's plan within the reader's; a later copy from the same sponsor takes the place of the earlier. */
export function addSponsor(plan, theirs) {
  const sponsor = { ...theirs, at: theirs.saved || "" };
  for (const name of OF_A_PLAN) delete sponsor[name];
  plan.sponsors = [...plan.sponsors.filter((each) => !sponsor.id || each.id !== sponsor.id), sponsor];
  return sponsor;
}

/** Each criterion that one of the two rated or wrote on, furthest apart first; `apart` is null where one of them did not rate. */
export function differences(plan, sponsor, catalogue) {
  const ids = new Set([...catalogue.criteria.keys(), ...Object.keys(plan.criteria), ...Object.keys(sponsor.criteria)]);
  const rows = [...ids].map((id) => difference(id, entryOf(plan, id), entryOf(sponsor, id), titleIn(id, plan, sponsor, catalogue)));
  return rows.filter(({ ours, theirs }) => said(ours) || said(theirs)).sort((one, other) => order(one) - order(other));
}

const said = (entry) => Boolean(entry.rating || entry.evidence);
const titleIn = (id, plan, sponsor, catalogue) => (plan.criteria[id] || catalogue.criteria.has(id) ? titleOf(id, plan, catalogue) : sponsor.criteria[id].title || id);

function difference(id, ours, theirs, title) {
  const both = ours.rating && theirs.rating;
  return { id, title, ours, theirs, apart: both ? level(theirs.rating) - level(ours.rating) : null };
}

/** Disagreements first, the widest on top; then what only one rated; then what both see alike. */
function order({ apart }) {
  if (apart === null) return 10;
  return apart === 0 ? 20 : 5 - Math.abs(apart);
}

/** What the sponsor suggests and the reader has not chosen; two ideas of one's own are told apart by their words. */
export const suggestions = (plan, sponsor) => sponsor.actions.filter((action) => {
  const mine = actionOf(plan, action);
  return !mine || (action.kind === "own" && !mine.title.includes(action.title));
});

/** Add a sponsor's suggestion; where the reader has an idea of their own for the same criterion, the two become one. */
export function takeSuggestion(plan, action) {
  const mine = actionOf(plan, action);
  if (mine) joinActions(mine, structuredClone(action));
  else plan.actions.push(structuredClone(action));
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

/** The views of sponsors on the page. */
export class Sponsors {
  constructor(page) {
    this.page = page;
  }

  listen() {
    this.page.find("[data-compare]").addEventListener("change", (event) => this.compare(event.target));
  }

  async compare(input) {
    const { page } = this;
    const read = await page.saving.readFile(input);
    if (!read) return;
    const found = read.state;
    fitPlan(found, page.catalogue);
    const sponsor = addSponsor(page.plan, found);
    page.touch();
    page.showPanels();
    const apart = differences(page.plan, sponsor, page.catalogue).filter((each) => each.apart).length;
    const words = apart ? `you see ${plural(apart, "criterion", "criteria")} differently` : "you differ on no criterion that both have rated";
    const mine = found.view !== "sponsor" ? " This file is a plan of somebody’s own, perhaps yours, and not a view that a sponsor filled in." : "";
    page.tell(`Merged: ${words}.${mine}`);
    page.find("[data-sponsors] .plan-sponsor:last-child h3").focus();
  }

  /** Take what a sponsor suggests into the plan. */
  add(action) {
    const { page } = this;
    takeSuggestion(page.plan, action);
    showStep(page.parts, page.plan, `${action.kind}:${action.id}`, null);
    this.told(`Added to your actions: ${action.title}.`);
  }

  /** Forget a sponsor's view. */
  drop(sponsor) {
    this.page.plan.sponsors = this.page.plan.sponsors.filter((each) => each !== sponsor);
    this.told("The sponsor’s view is removed.");
  }

  told(words) {
    this.page.touch();
    this.page.showPanels();
    this.page.say(words);
    this.page.find("#plan-sponsor").focus();
  }
}
