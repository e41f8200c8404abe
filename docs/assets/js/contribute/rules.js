// What the check asks of an entry, as far as a page can tell: the words say what is wrong and how to mend it.

const TRACKING = /^(?:utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hsenc|_hsmi|mkt_tok|twclid|ttclid|li_fat_id|vero_id|oly_(?:anon|enc)_id)$/i;
const FORM = /^https?:\/\/[^\s/?#<>"'|\\^`{}]+\.[^\s/?#<>"'|\\^`{}]+(?:[/?#][^\s<>"|\\^`{}]*)?$/;
const WHEN = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
export const GONE = ["renamed", "merged", "closed", "superseded"];

// A host without what must stand before it: www.new.example/day.
const BARE = /^(?!\w+:\D)[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[:/?#]|$)/i;

const nameOf = (part) => part.split("=")[0];

/** An address without what tells who follows it, and the names of what was taken away. */
function withoutTracking(address) {
  const [, front, query, end] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/.exec(address);
  const parts = query?.split("&") ?? [];
  const kept = parts.filter((part) => !TRACKING.test(nameOf(part)));
  const taken = parts.filter((part) => !kept.includes(part)).map(nameOf);
  return { address: `${front}${kept.length ? `?${kept.join("&")}` : ""}${end ?? ""}`, taken };
}

/** An address as it is kept, and what was mended in it, or "". What is no address stays as it is. */
export function mendedAddress(given) {
  const whole = BARE.test(given) ? `https://${given}` : given;
  if (!FORM.test(whole)) return [given, ""];
  const { address, taken } = withoutTracking(whole);
  if (taken.length === 0) return [whole, whole === given ? "" : "https:// was added."];
  const words = `What tells who follows it was taken away: ${taken.join(", ")}.`;
  return [address, whole === given ? words : `https:// was added. ${words}`];
}

/** What is wrong with an address, or "". */
export function addressFault(value) {
  if (!FORM.test(value)) return "This is no web address. Write it in full, beginning with https://";
  const { username, searchParams } = new URL(value);
  if (username) return "A name stands before the host. Take it away";
  const telling = [...searchParams].filter(([name, part]) => TRACKING.test(name) || /\S@\S+\.\S/.test(part)).map(([name]) => name);
  return telling.length ? `The address tells who follows it, by '${telling.join("', '")}'. Take that part away` : "";
}

/** What is wrong with a day, a month or a year, or "". */
export function dateFault(value, { isDone = false } = {}) {
  if (value === "unknown" && !isDone) return "";
  const [, year, month = "01", day = "01"] = WHEN.exec(value) ?? [];
  if (!year) return "Write it as 2022, 2022-07 or 2022-07-01";
  const date = new Date(`${year}-${month}-${day}T12:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return "No calendar has this day. Look it up";
  if (year < "1900" || year > "2100") return "This year cannot be meant";
  return isDone && value > new Date().toLocaleDateString("en-CA") ? "This day has not come yet" : "";
}

function textFault(field, value) {
  if (/https?:\/\/|\bwww\./i.test(value)) return "An address has a field of its own. Take it out of this text";
  if (field.known && /^unknown/i.test(value)) return "Leave the field empty where you do not know";
  if (field.rule === "short" && value.length > 120) return "Shorten it to at most 120 characters";
  if (field.rule === "year" && /[£€$]\s?\d/.test(value) && !/\b(?:19|20)\d\d\b|undated/.test(value)) return "Write the year of the figure, or 'undated'";
  return "";
}

const PATTERNS = {
  id: "Write lower-case words joined by hyphens: nye-bevan",
  entry: "Write kind and id, as course/nye-bevan",
};

function formFault(field, value) {
  if (field.control === "address") return addressFault(value);
  if (field.control === "day") return dateFault(value, { isDone: true });
  if (field.name === "currency.since") return dateFault(value);
  if (field.pattern && !new RegExp(field.pattern).test(value)) return PATTERNS[field.name] ?? "Write it in the form that is shown";
  return field.control === "text" || field.control === "long" ? textFault(field, value) : "";
}

/** What is wrong with one field, or "". */
export function fieldFault(field, value) {
  const isEmpty = value.length === 0;
  if (isEmpty && !field.needed) return "";
  if (isEmpty) return Array.isArray(value) ? "Choose at least one" : "This is needed";
  return Array.isArray(value) ? "" : formFault(field, value);
}

/** What does not fit together: [name of a field, words] each. */
export function entryFaults(kind, values, taken, groups) {
  const faults = [];
  const gone = GONE.includes(values["currency.status"]);
  if (taken.includes(values.id)) faults.push(["id", "This short name is taken. If it is another thing, choose another name"]);
  if (gone && !values.ends_here) faults.push(["ends_here", "Say why nothing follows, or what took its place"]);
  if (!gone && values.ends_here) faults.push(["ends_here", "It has not gone. Leave this empty"]);
  if (values["currency.status"] === "unknown" && values["currency.confidence"] !== "unknown") {
    faults.push(["currency.confidence", "Where you do not know whether it runs, choose 'unknown'"]);
  }
  if (gone && values["currency.since"] > new Date().toLocaleDateString("en-CA")) faults.push(["currency.since", "This day has not come yet"]);
  if (kind === "course" && values.kind === "reading" && groups.some((group) => group !== "knowledge")) {
    faults.push(["develops", "A reading builds knowledge alone. Choose criteria of knowledge"]);
  }
  return faults;
}
