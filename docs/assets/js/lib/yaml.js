// Texts, lists, "true" and named fields as YAML that the handbook's own reader takes: one plain document without tags or anchors.

// Written as it stands: what begins with a letter, a figure or a pound sign, ends with one or a stop, and has no sign of YAML's own.
const PLAIN = /^[\p{L}\p{N}£](?:[\p{L}\p{N} £().,;'’–&+%/-]*[\p{L}\p{N}).%])?$/u;
const WORDS_OF_YAML = /^(?:true|false|yes|no|on|off|null|y|n)$/i;

/** A text on one line, quoted where it must be. */
export function scalar(text) {
  const flat = text.replace(/\s+/g, " ").trim();
  return PLAIN.test(flat) && !WORDS_OF_YAML.test(flat) && !flat.includes(" - ") ? flat : JSON.stringify(flat);
}

function lines(name, value, indent) {
  if (Array.isArray(value)) return `${indent}${name}: [${value.join(", ")}]\n`; // ids and words of closed lists
  if (value === true) return `${indent}${name}: true\n`;
  if (typeof value === "string") return `${indent}${name}: ${scalar(value)}\n`;
  return `${indent}${name}:\n${Object.entries(value).map(([inner, each]) => lines(inner, each, `${indent}  `)).join("")}`;
}

/** Named fields as the text of a file; `comments` stand above them, a line each. */
export function toYaml(fields, comments) {
  const above = comments.map((each) => `# ${each.replace(/\s+/g, " ")}\n`).join("");
  return above + Object.entries(fields).map(([name, value]) => lines(name, value, "")).join("");
}
