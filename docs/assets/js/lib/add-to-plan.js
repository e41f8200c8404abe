// Puts a course or an opportunity into the plan that this browser keeps, from a page that shows neither.

import { StorageError, StoredDocument } from "./storage.js";
import { isGap, pick, ratingOf } from "./plan.js";

/**
 * Add a step {kind, id, title} for one of the criteria that it builds: the wanted one, else a gap, else the first.
 * @param {{kind: string, id: string, title: string}} step
 * @param {string[]} builds ids of the criteria that it builds
 * @param {string} wanted the criterion that the reader chose, or ""
 * @returns {string} what to tell the reader
 */
export function addToPlan(step, builds, wanted) {
  try {
    const kept = new StoredDocument((part) => part === "actions");
    if (kept.open().unreadable) return "Your stored plan cannot be read. Open My plan first; nothing is lost.";
    const { state } = kept;
    pick(state, step, wanted || builds.find((id) => isGap(ratingOf(state, id))) || builds[0]);
    kept.save();
    return `In your plan, saved on this device: ${step.title}. Give it a day on My plan.`;
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return `Not added. ${error.message}`;
  }
}
