// What the reader takes away: the plan as iCalendar (RFC 5545), CSV, Markdown and JSON, and on paper.

import { element } from "../lib/dom.js";
import { download, toCsvText } from "../lib/files.js";
import { stateOf, titleOf, unlistedCriteria } from "../lib/fit.js";
import { asFile } from "../lib/saving.js";
import { actionsByDay, entryOf, gapsOf, hasWords, ratingOf } from "../lib/plan.js";
import { blankPlan, isDay, ratingWord } from "../lib/state.js";
import { plural, readableDay } from "../lib/text.js";
import { differences, suggestions } from "./sponsors.js";

/** Whether an action stands in the calendar: it has a day and is not done. */
export const isDated = ({ due, done }) => isDay(due) && !done;

/** The text of the file, stamped `now` (a Date). */
export function toCalendar(plan, catalogue, now) {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//The Medical Director Handbook//Gap plan//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    ...actionsByDay(plan).filter(isDated).flatMap((action) => event(action, plan, catalogue, now)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

function event(action, plan, catalogue, now) {
  const serves = (action.for ?? []).map((id) => titleOf(id, plan, catalogue)).join(", ");
  const state = stateOf(action, catalogue);
  const about = [state && `State in the handbook: ${state}`, action.ask && `Ask: ${action.ask}`, serves && `Builds: ${serves}`].filter(Boolean).join("\n");
  return [
    "BEGIN:VEVENT",
    `UID:${action.kind}-${action.id}-${plan.id || "plan"}@medical-director-handbook`,
    `DTSTAMP:${now.toISOString().replace(/[-:]|\.\d+/g, "")}`,
    `DTSTART;VALUE=DATE:${compact(action.due)}`,
    `DTEND;VALUE=DATE:${compact(dayAfter(action.due))}`,
    `SUMMARY:${escapeText(action.title)}`,
    ...(about ? [`DESCRIPTION:${escapeText(about)}`] : []),
    "TRANSP:TRANSPARENT",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${escapeText(action.title)}`,
    "TRIGGER:-P7D",
    "END:VALARM",
    "END:VEVENT",
  ];
}

const compact = (day) => day.replaceAll("-", "");

function dayAfter(day) {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

/** TEXT of RFC 5545, section 3.3.11; control characters, which it forbids, are left out but for tabs. */
export function escapeText(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\t\n]/gu, "");
  return lines.replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");
}

/** A line folded at 75 octets, never within a character (section 3.1). */
export function fold(line) {
  const encoder = new TextEncoder();
  let [folded, octets] = ["", 0];
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > 75) [folded, octets] = [`${folded}\r\n `, 1];
    folded += character;
    octets += size;
  }
  return folded;
}

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

/** Hands out the plan of the page. */
export class FilesOut {
  constructor(page) {
    this.page = page;
    this.actions = {
      print: () => this.print(),
      ics: () => this.calendar(),
      copy: () => page.saving.copy(toMarkdown(page.plan, page.catalogue)),
      csv: () => download(page.saving.fileName("csv"), "text/csv", toCsv(page.plan, page.catalogue)),
      blank: () => this.blank(),
    };
  }

  print() {
    this.page.showPanels();
    window.print();
  }

  calendar() {
    const { plan, catalogue, saving } = this.page;
    const { fileName, tell, say } = saving;
    const dated = plan.actions.filter(isDated).length;
    if (!dated) return tell("No action has a day yet. Choose what builds a gap, give it a day, and the calendar has something to hold.");
    download(fileName("ics"), "text/calendar", toCalendar(plan, catalogue, new Date()));
    return say(`Calendar with ${plural(dated, "dated action")} downloaded.`);
  }

  /** A plan for a sponsor to fill in. */
  blank() {
    const { catalogue } = this.page;
    const blank = blankPlan("sponsor");
    for (const { id, title } of catalogue.criteria.values()) blank.criteria[id] = { title, evidence: "", rating: null };
    blank.made_with = catalogue.edition;
    download("blank-plan-for-sponsor.json", "application/json", asFile(blank));
  }
}

/** Lay the plan of `page` out whenever it is printed. */
export function layOutForPaper(page) {
  addEventListener("beforeprint", () => layOut(page.find("[data-paper]"), page.form, page.plan, page.catalogue), { capture: true });
}

/** Fill `place` with the plan; it shows in print alone. An empty plan prints as the form. */
function layOut(place, form, plan, catalogue) {
  document.documentElement.classList.toggle("plan-has-words", hasWords(plan));
  const gaps = gapsOf(plan, catalogue).map(({ id }) => id);
  const others = [...catalogue.criteria.keys()].filter((id) => !gaps.includes(id));
  const written = [...gaps, ...others].filter((id) => entryOf(plan, id).evidence); // what is only rated stands in the picture
  place.replaceChildren(
    element("p", { class: "plan-paper__head" }, `${plan.name ? `${plan.name.replace(/\.$/, "")}. ` : ""}${readableDay(new Date().toISOString())}. ${inShort(plan, catalogue)}`),
    pictureOf(form.querySelector("[data-map]")),
    paperHeading("Actions"), actionTable(plan, catalogue),
    paperHeading("Evidence"), criteriaTable([...written.map((id) => [titleOf(id, plan, catalogue), entryOf(plan, id)]), ...unlistedCriteria(plan, catalogue).map(([id, entry]) => [`${entry.title || id} (no longer listed)`, entry])]),
    ...plan.sponsors.flatMap((sponsor) => [paperHeading(`${sponsor.name || "A sponsor"}’s view${sponsor.at ? `, ${readableDay(sponsor.at)}` : ""}`), sponsorTable(plan, sponsor, catalogue)]),
  );
}

/** The map as a picture: it shows the same, and is none. */
function pictureOf(map) {
  const picture = map.cloneNode(true);
  picture.removeAttribute("data-map");
  for (const item of picture.querySelectorAll("[data-map-criterion]")) item.removeAttribute("data-map-criterion");
  return picture;
}

const paperHeading = (text) => element("h4", {}, text);
const paperLine = (cells) => element("tr", {}, ...cells.map((text) => element("td", {}, text)));

function titleAndState(action, catalogue) {
  const state = stateOf(action, catalogue);
  return state ? `${action.title} (${state})` : action.title;
}

function actionTable(plan, catalogue) {
  if (!plan.actions.length) return element("p", {}, "None yet.");
  return element("table", {}, ...actionsByDay(plan).map((action) => paperLine([action.done ? `done ${readableDay(action.done)}` : action.due ? readableDay(action.due) : "no date", [titleAndState(action, catalogue), action.outcome].filter(Boolean).join("\n"), action.ask ? `ask ${action.ask}` : "", (action.for ?? []).map((id) => titleOf(id, plan, catalogue)).join(", ")])));
}

/** What you and a sponsor see, furthest apart first, then what they suggest. */
function sponsorTable(plan, sponsor, catalogue) {
  const word = ({ rating }) => (rating ? ratingWord(rating) : "not rated");
  const rows = differences(plan, sponsor, catalogue).map(({ title, ours, theirs }) => paperLine([title, `you: ${word(ours)}; they: ${word(theirs)}`, theirs.evidence ?? ""]));
  const ideas = suggestions(plan, sponsor).map((action) => paperLine(["Suggested", titleAndState(action, catalogue), [action.due && readableDay(action.due), action.ask && `ask ${action.ask}`].filter(Boolean).join("; ")]));
  return element("table", {}, ...rows, ...ideas);
}

function criteriaTable(rows) {
  if (!rows.length) return element("p", {}, "None.");
  return element("table", {}, ...rows.map(([title, { rating, evidence }]) => paperLine([title, rating ? ratingWord(rating) : "not rated", evidence ?? ""])));
}
