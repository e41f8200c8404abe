// From the answers of a form to the text of a file.

import { toYaml } from "../lib/yaml.js";

/** A name as an id: lower-case words joined by hyphens. */
export function idFrom(name) {
  const plain = name.normalize("NFKD").replace(/[\p{M}'’]/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/^-+|-+$/g, "");
}

function place(entry, name, value) {
  const [first, inner] = name.split(".");
  if (inner) entry[first] = { ...entry[first], [inner]: value };
  else entry[first] = value;
}

/** The text of the file of an entry, from its fields in the order of the form. */
export function fileText(kind, fields, values, constants) {
  const entry = { id: values.id };
  const comments = [`yaml-language-server: $schema=../schema/${kind}.schema.json`];
  for (const { name, asLink } of fields) {
    const value = values[name];
    if (asLink) {
      entry[name] = "unknown";
      if (value) comments.push(`Its address, for an editor to enter in data/links.yml: ${value}`);
    } else if (value.length > 0) place(entry, name, value);
  }
  for (const name of constants) entry[name] = true;
  return toYaml(entry, comments);
}
