// The dated actions as an iCalendar file (RFC 5545): all-day events that a calendar recognises when they come again.

import { actionsByDay } from "../lib/plan.js";
import { isDay } from "../lib/state.js";
import { stateOf, titleOf } from "../lib/fit.js";

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
