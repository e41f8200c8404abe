// The plan as plain data, and how the reader changes it.

import { GAPS } from "./state.js";

/** What the plan says of a criterion, or an empty entry that is not part of the plan. */
export const entryOf = (plan, id) => (Object.hasOwn(plan.criteria, id) ? plan.criteria[id] : { evidence: "", rating: null });
export const ratingOf = (plan, id) => entryOf(plan, id).rating ?? null;

/** Set evidence or rating of a criterion ({id, title}). */
export function setCriterion(plan, criterion, change) {
  const entry = Object.hasOwn(plan.criteria, criterion.id) ? plan.criteria[criterion.id] : { evidence: "", rating: null };
  plan.criteria[criterion.id] = { ...entry, title: criterion.title, ...change };
}

export const sameStep = (one, other) => one.kind === other.kind && one.id === other.id;
export const actionOf = (plan, step) => plan.actions.find((action) => sameStep(action, step));

/** Choose a step for a criterion; a step that builds several criteria is one action. */
export function pick(plan, step, criterion, { due = "", ask = "" } = {}) {
  const action = actionOf(plan, step);
  if (!action) plan.actions.push({ kind: step.kind, id: step.id, title: step.title, for: [criterion], due, ask });
  else if (!(action.for ??= []).includes(criterion)) action.for.push(criterion);
}

/** Take a step away from a criterion; the action goes when it serves no other. */
export function unpick(plan, step, criterion) {
  const action = actionOf(plan, step);
  if (!action) return;
  action.for = (action.for ?? []).filter((id) => id !== criterion);
  if (!action.for.length) removeAction(plan, step);
}

export function removeAction(plan, step) {
  plan.actions = plan.actions.filter((action) => !sameStep(action, step));
}

/** Actions in the order of their days, those without a day last. */
export const actionsByDay = (plan) => [...plan.actions].sort((one, other) => (one.due || "9999").localeCompare(other.due || "9999"));

/** Whether the reader has entered anything. */
export function hasWords(plan) {
  return Boolean(plan.actions.length || plan.name || plan.sponsors.length || Object.values(plan.criteria).some((entry) => entry.evidence || entry.rating));
}

/** Whether a rating makes its criterion a gap. */
export const isGap = (rating) => GAPS.includes(rating);

/** Criteria of the catalogue that are rated none, then those rated some, each in the catalogue's order. */
export function gapsOf(plan, catalogue) {
  const all = [...catalogue.criteria.values()];
  return GAPS.flatMap((rating) => all.filter(({ id }) => ratingOf(plan, id) === rating));
}

const ratingsOf = (plan) => Object.fromEntries(Object.entries(plan.criteria).flatMap(([id, { rating }]) => (rating ? [[id, rating]] : [])));

function sameRatings(one, other) {
  const ids = Object.keys(one);
  return ids.length === Object.keys(other).length && ids.every((id) => one[id] === other[id]);
}

/**
 * Stamp the plan for saving at `now` (a Date); ratings that moved since the last snapshot are added to its history, in
 * place of `former`, a snapshot of the same visit. Returns the last snapshot.
 */
export function stamp(plan, catalogue, now, former = null) {
  const [at, ratings] = [now.toISOString(), ratingsOf(plan)];
  for (const [id, entry] of Object.entries(plan.criteria)) entry.title = catalogue.criteria.get(id)?.title ?? entry.title ?? id;
  const last = plan.history.at(-1);
  const isMoved = !sameRatings(last?.ratings ?? {}, ratings);
  if (isMoved && former && last === former) plan.history.pop();
  if (isMoved) plan.history.push({ at, ratings });
  plan.saved = at;
  plan.made_with = catalogue.edition;
  return isMoved ? plan.history.at(-1) : former;
}

/** The latest saved ratings that differ from those of now, as {at, ratings}; null where there are none. */
export function earlier(plan) {
  const now = ratingsOf(plan);
  return plan.history.findLast((snapshot) => !sameRatings(snapshot.ratings ?? {}, now)) ?? null;
}
