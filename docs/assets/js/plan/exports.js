// A plan as text to take away: JSON, CSV and Markdown. Each function is pure.

import { actionsByDay, entryOf, gapsOf, ratingOf } from "../lib/plan.js";
import { stateOf, titleOf, unlistedCriteria } from "../lib/fit.js";
import { toCsvText } from "../lib/csv.js";
import { ratingWord } from "../lib/ratings.js";
import { plural, readableDay } from "../lib/text.js";

/** Every criterion as [id, title, group, evidence, rating word], the unlisted ones last. */
function criteriaRows(plan, catalogue) {
  const listed = [...catalogue.criteria.values()].map(({ id, title, group }) => ({ id, title, group, ...sayings(entryOf(plan, id)) }));
  const others = unlistedCriteria(plan, catalogue).map(([id, entry]) => ({ id, title: entry.title || id, group: "No longer listed", ...sayings(entry) }));
  return [...listed, ...others];
}

const sayings = (entry) => ({ evidence: entry.evidence ?? "", rating: entry.rating ? ratingWord(entry.rating) : "" });

/** CSV (RFC 4180) with a row for each criterion and action; a cell is never a formula. */
export function toCsv(plan, catalogue) {
  const rows = [["group", "criterion_id", "criterion", "rating", "evidence", "action_kind", "action_id", "action", "by_when", "ask", "action_state", "done", "outcome"]];
  const left = new Set(plan.actions);
  for (const each of criteriaRows(plan, catalogue)) {
    const head = [each.group, each.id, each.title, each.rating, each.evidence];
    const actions = plan.actions.filter((action) => action.for?.includes(each.id));
    for (const action of actions) left.delete(action);
    rows.push(...(actions.length ? actions.map((action) => [...head, ...actionCells(action, catalogue)]) : [[...head, "", "", "", "", "", "", "", ""]]));
  }
  for (const action of left) rows.push(["", "", "", "", "", ...actionCells(action, catalogue)]);
  return toCsvText(rows);
}

const actionCells = (action, catalogue) => [action.kind, action.id, action.title, action.due ?? "", action.ask ?? "", stateOf(action, catalogue), action.done ?? "", action.outcome ?? ""];

/** Markdown: actions, then gaps, then the rest. */
export function toMarkdown(plan, catalogue) {
  const gaps = new Set(gapsOf(plan, catalogue).map(({ id }) => id));
  const rows = criteriaRows(plan, catalogue);
  const open = [...gaps].map((id) => rows.find((row) => row.id === id));
  const rest = rows.filter(({ id, evidence, rating }) => !gaps.has(id) && (evidence || rating));
  const unseen = rows.filter(({ evidence, rating }) => !evidence && !rating);
  return [
    `# Gap plan${plan.name ? `: ${plain(plan.name)}` : ""}`,
    `${plan.saved ? `${readableDay(plan.saved)}. ` : ""}Made with ${plan.made_with || catalogue.edition}.`,
    "## Actions",
    actionsByDay(plan).map((action) => actionLine(action, plan, catalogue)).join("\n") || "None yet.",
    "## Gaps",
    ...(open.length ? open.flatMap(criterionLines) : ["None rated none or some."]),
    ...(rest.length ? ["## Evidence in hand", ...rest.flatMap(criterionLines)] : []),
    ...(unseen.length ? ["## Not looked at yet", unseen.map(({ title }) => `- ${plain(title)}`).join("\n")] : []),
    ...plan.sponsors.flatMap(sponsorLines),
  ].join("\n\n").concat("\n");
}

const plain = (text) => text.replace(/[\\`*_[\]<>#|]/g, "\\$&").replace(/\s+/g, " ").trim();
const quoted = (text) => text.split(/\r\n|\r|\n/).map((line) => `> ${line.replaceAll("<", "&lt;")}`).join("\n");

const criterionLines = ({ title, rating, evidence }) => [`### ${plain(title)}: ${rating.toLowerCase() || "not rated"}`, ...(evidence ? [quoted(evidence)] : [])];

function actionLine(action, plan, catalogue) {
  const serves = (action.for ?? []).map((id) => titleOf(id, plan, catalogue)).join(", ");
  const parts = [action.done ? `done ${readableDay(action.done)}` : action.due ? `by ${readableDay(action.due)}` : "no date yet", action.ask && `ask ${plain(action.ask)}`, serves && `for ${plain(serves)}`];
  const state = stateOf(action, catalogue);
  return `- [${action.done ? "x" : " "}] **${plain(action.title)}**${state ? ` (${state})` : ""}: ${parts.filter(Boolean).join("; ")}${action.outcome ? `\n  ${plain(action.outcome)}` : ""}`;
}

function sponsorLines(sponsor) {
  const rated = Object.values(sponsor.criteria ?? {}).filter(({ rating, evidence }) => rating || evidence);
  const rows = rated.map((entry) => ({ title: entry.title ?? "", ...sayings(entry) }));
  return [`## A sponsor’s view${sponsor.name ? `: ${plain(sponsor.name)}` : ""}`, ...rows.flatMap(criterionLines)];
}

/** How far the reader has come, in one sentence. */
export function inShort(plan, catalogue) {
  const rated = [...catalogue.criteria.keys()].filter((id) => ratingOf(plan, id)).length;
  return `${rated} of ${plural(catalogue.criteria.size, "criterion", "criteria")} rated, ${plural(gapsOf(plan, catalogue).length, "gap")}, ${plural(plan.actions.length, "action")}.`;
}
