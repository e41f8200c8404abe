// Elements and texts of a page; text is always text, never markup.

/**
 * The first element that a selector finds, or null.
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {any}
 */
export const find = (selector, within = document) => within.querySelector(selector);

/**
 * All elements that a selector finds.
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {any[]}
 */
export const findAll = (selector, within = document) => [...within.querySelectorAll(selector)];

/** Elements that belong to a drawing. */
const DRAWN = new Set(["svg", "g", "rect", "path", "text", "title"]);
const SVG = "http://www.w3.org/2000/svg";

/**
 * An element. A function among the attributes is a listener (`onclick`), `value` and `dataset` are properties,
 * true is an attribute without a value, and false, null and undefined leave it away; so they do among the children.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | null | false | undefined)} children
 * @returns {any} an HTML or SVG element, as the tag says
 */
export function element(tag, attributes = {}, ...children) {
  const made = DRAWN.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setPart(made, name, value);
  for (const child of children) if (child !== null && child !== false && child !== undefined) made.append(child);
  return made;
}

function setPart(made, name, value) {
  if (typeof value === "function") made.addEventListener(name.slice(2), value);
  else if (name === "dataset") Object.assign(made.dataset, value);
  else if (name === "value" && made.localName !== "li") made.value = value;
  else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value === true ? "" : value);
}

/** A button; `kind` is its class. */
export const button = (text, onclick, kind = "") => element("button", { type: "button", class: kind || null, onclick }, text);

/** Words that only a screen reader tells. */
export const unseen = (text) => element("span", { class: "sr-only" }, text);

/** Change the text of an element in place: a new text node would make the browser match its styles anew. */
export function setText(place, text) {
  if (place.firstChild?.nodeType === Node.TEXT_NODE) place.firstChild.data = text;
  else place.textContent = text;
}

/** Tell a screen reader politely; the region is in the page from the start, so that it is read. */
export function announce(region, text) {
  setText(region, "\u00A0"); // a change that only repeats the text would not be read
  setTimeout(() => setText(region, text), 40);
}

/** Draw a part of the page anew; where the focus was in it, it stays on the part at the same place. */
export function keepFocus(place, draw) {
  const stops = () => [...place.querySelectorAll("a, button, [tabindex]")];
  const at = stops().indexOf(document.activeElement);
  draw();
  if (at >= 0) stops()[at]?.focus({ preventScroll: true });
}

/** The data that the page holds as JSON in the element with this id. */
export const pageData = (id) => JSON.parse(document.getElementById(id).textContent);
