// An example for a line: situation, task, action, result.

/** The parts of an example: field, title, and what to write there. */
export const FRAME = [
  ["situation", "Situation", "Where and when, and what was at stake"],
  ["task", "Task", "What fell to you, in one sentence"],
  ["action", "Action", "What you did yourself; say 'I'"],
  ["result", "Result", "What changed, by how much, and who would confirm it"],
];

/** Whether anything is written in the example of a line. */
export const isBegun = (line) => FRAME.some(([part]) => line[part]?.trim());

/** Whether each part of the example is written. */
export const isReady = (line) => FRAME.every(([part]) => line[part]?.trim());

/** What the plan says of a criterion: its evidence, and what came of the actions that are done. */
export function fromPlan(state, id) {
  const entry = Object.hasOwn(state.criteria, id) ? state.criteria[id] : { evidence: "", rating: null };
  const done = state.actions.filter((action) => action.outcome && action.for?.includes(id));
  return { rating: entry.rating, evidence: entry.evidence.trim(), result: done.map((action) => action.outcome.trim()).join("\n") };
}

/** Put the plan's words into an example that is not begun; whether there were any. */
export function fillFromPlan(line, { evidence, result }) {
  if (isBegun(line) || !(evidence || result)) return false;
  Object.assign(line, { action: evidence, result });
  return true;
}

/** Put the words of one example below those of another. */
export function addExample(line, other) {
  for (const [part] of FRAME) line[part] = [line[part], other[part]].filter((words) => words?.trim()).join("\n");
}
