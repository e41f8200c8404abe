// A sponsor's view set beside the reader's: pure functions.

import { actionOf, entryOf } from "../lib/plan.js";
import { joinActions, titleOf } from "../lib/fit.js";
import { level } from "../lib/ratings.js";

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
  const rows = [...ids].map((id) => row(id, entryOf(plan, id), entryOf(sponsor, id), titleIn(id, plan, sponsor, catalogue)));
  return rows.filter(({ ours, theirs }) => said(ours) || said(theirs)).sort((one, other) => order(one) - order(other));
}

const said = (entry) => Boolean(entry.rating || entry.evidence);
const titleIn = (id, plan, sponsor, catalogue) => (plan.criteria[id] || catalogue.criteria.has(id) ? titleOf(id, plan, catalogue) : sponsor.criteria[id].title || id);

function row(id, ours, theirs, title) {
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
