// Fit a plan to the catalogue of today: ids that were retired lead to what replaced them, others are kept as they are.

/** The id that stands today for `kind`:`id`, following replacements; the id itself where there is none. */
export function today(catalogue, kind, id, listed) {
  let now = id;
  for (let step = 0; step < 20 && !listed.has(now); step++) {
    const next = catalogue.retired[`${kind}:${now}`];
    if (!next || next === "none") return id;
    now = next;
  }
  return listed.has(now) ? now : id;
}

/** Change `plan` so that it speaks of today's ids; returns sentences that say what moved. Nothing is dropped. */
export function fitPlan(plan, catalogue) {
  const notes = [];
  for (const view of [plan, ...plan.sponsors]) {
    view.criteria = fitCriteria(view.criteria ?? {}, catalogue, view === plan ? notes : []);
    view.actions = fitActions(view.actions ?? [], catalogue, view === plan ? notes : []);
  }
  for (const snapshot of plan.history) snapshot.ratings = fitRatings(snapshot.ratings ?? {}, catalogue);
  return notes;
}

const criterionToday = (catalogue, id) => today(catalogue, "criterion", id, catalogue.criteria);

function fitCriteria(criteria, catalogue, notes) {
  const fitted = {};
  for (const [id, entry] of Object.entries(criteria)) if (criterionToday(catalogue, id) === id) fitted[id] = entry;
  for (const [id, entry] of Object.entries(criteria)) {
    const now = criterionToday(catalogue, id);
    if (now === id) continue;
    const old = entry.title || id;
    fitted[now] = Object.hasOwn(fitted, now) ? join(fitted[now], entry, old) : { ...entry };
    fitted[now].former = [...(fitted[now].former ?? []), id];
    notes.push(`‘${old}’ is now ‘${catalogue.criteria.get(now).title}’; what you wrote moved with it.`);
  }
  return fitted;
}

/** Two entries that have become one: the words of both stay, the rating of the listed one leads. */
function join(entry, old, title) {
  const words = old.evidence || old.rating ? `From ‘${title}’${old.rating ? ` (rated ${old.rating})` : ""}: ${old.evidence ?? ""}` : "";
  return { ...old, ...entry, evidence: [entry.evidence, words].filter(Boolean).join("\n\n"), rating: entry.rating ?? old.rating ?? null };
}

function fitActions(actions, catalogue, notes) {
  const fitted = [];
  for (const action of actions) {
    const listed = action.kind === "own" ? catalogue.criteria : catalogue.steps[action.kind];
    const kind = action.kind === "own" ? "criterion" : action.kind;
    const now = today(catalogue, kind, action.id, listed);
    const moved = { ...action, id: now, for: [...new Set((action.for ?? []).map((id) => criterionToday(catalogue, id)))] };
    if (now !== action.id && action.kind !== "own") notes.push(`‘${action.title}’ is now ‘${listed.get(now).title}’.`);
    const there = fitted.find((each) => each.kind === moved.kind && each.id === moved.id);
    if (there) joinActions(there, moved);
    else fitted.push(moved);
  }
  return fitted;
}

/** The same step twice: one action that serves what both did, with the words of both. */
export function joinActions(there, moved) {
  there.for = [...new Set([...(there.for ?? []), ...(moved.for ?? [])])];
  for (const field of moved.kind === "own" ? ["title", "ask"] : ["ask"]) {
    there[field] = [...new Set([there[field], moved[field]].filter(Boolean))].join("; ");
  }
  if (there.due && moved.due && there.due !== moved.due) there.former_due = moved.due;
  there.due ||= moved.due ?? "";
}

function fitRatings(ratings, catalogue) {
  const fitted = {};
  for (const [id, rating] of Object.entries(ratings)) fitted[criterionToday(catalogue, id)] ??= rating;
  return fitted;
}

/** What the plan holds and the catalogue does not list: criteria as [id, entry]. */
export const unlistedCriteria = (plan, catalogue) => Object.entries(plan.criteria).filter(([id]) => !catalogue.criteria.has(id));

/** Whether an action names something that the catalogue lists. */
export const isListed = (action, catalogue) => (action.kind === "own" ? catalogue.criteria.has(action.id) : catalogue.steps[action.kind].has(action.id));

/** What became of the thing that an action names: "closed", "superseded", "no longer listed"; "" while it is active. */
export const stateOf = (action, catalogue) => (isListed(action, catalogue) ? catalogue.steps[action.kind]?.get(action.id).state ?? "" : "no longer listed");

/** What a criterion is called: by the catalogue of today, else as the plan remembers it. */
export const titleOf = (id, plan, catalogue) => catalogue.criteria.get(id)?.title ?? plan.criteria[id]?.title ?? id;
