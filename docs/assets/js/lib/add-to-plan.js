// Puts a course or an opportunity into the plan that this browser keeps, from a page that shows neither.

import { element, unseen } from "./dom.js";
import { readState } from "./state.js";
import { StorageError, StoredDocument, storedText } from "./storage.js";
import { actionOf, isGap, pick, ratingOf } from "./plan.js";

const PLAN = new URL("../../../prepare/plan/#plan-actions", import.meta.url).href;

/**
 * Add a step {kind, id, title} for one of the criteria that it builds: the wanted one, else a gap, else the first.
 * @param {{kind: string, id: string, title: string}} step
 * @param {string[]} builds ids of the criteria that it builds
 * @param {string} wanted the criterion that the reader chose, or ""
 * @returns {{isAdded: boolean, words: string}} whether it is in the plan, and what to tell the reader
 */
function addToPlan(step, builds, wanted) {
  try {
    const kept = new StoredDocument((part) => part === "actions");
    if (kept.open().unreadable) return { isAdded: false, words: "Your stored plan cannot be read. Open My plan first; nothing is lost." };
    const { state } = kept;
    pick(state, step, wanted || builds.find((id) => isGap(ratingOf(state, id))) || builds[0]);
    kept.save();
    return { isAdded: true, words: `In your plan, saved on this device: ${step.title}.` };
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return { isAdded: false, words: `Not added. ${error.message}` };
  }
}

/** Put the way to the plan in place of a button, with the focus where the button had it. */
function showAdded(button, title) {
  const link = element("a", { class: "in-plan", href: PLAN }, "In your plan: set a date", unseen(` for ${title}`));
  const hadFocus = button === document.activeElement;
  button.replaceWith(link);
  if (hadFocus) link.focus({ preventScroll: true });
}

/**
 * Add the step of a button, and turn the button into the way to the plan.
 * @param {any} button
 * @param {{kind: string, id: string, title: string}} step
 * @param {string[]} builds
 * @param {string} [wanted]
 * @returns {string} what to tell the reader
 */
export function addByButton(button, step, builds, wanted = "") {
  const { isAdded, words } = addToPlan(step, builds, wanted);
  if (isAdded) showAdded(button, step.title);
  return words;
}

/** Show on buttons what is in the plan already; `stepOf` tells the step of a button. */
export function showInPlan(buttons, stepOf) {
  let plan;
  try {
    plan = readState(storedText()).state;
  } catch {
    return; // none is stored, or it is for My plan to tell what is wrong with it
  }
  for (const button of buttons) {
    const step = stepOf(button);
    if (actionOf(plan, step)) showAdded(button, step.title);
  }
}
