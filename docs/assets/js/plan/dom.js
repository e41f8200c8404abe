// Make elements; text is always text.

/** An element with attributes; a function is a listener (`onclick`), false and null leave an attribute away. */
export function element(tag, attributes = {}, ...children) {
  const made = tag === "svg" || tag === "rect" || tag === "path" ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== false));
  return made;
}

export const button = (text, onclick, kind = "") => element("button", { type: "button", class: kind || null, onclick }, text);

/** Change the text of an element in place: a new text node would make the browser match its styles anew. */
export function setText(place, text) {
  if (place.firstChild?.nodeType === Node.TEXT_NODE) place.firstChild.data = text;
  else place.textContent = text;
}

/** Draw a part of the page anew; where the focus was in it, it stays on the part at the same place. */
export function keepFocus(place, draw) {
  const stops = () => [...place.querySelectorAll("a, button, [tabindex]")];
  const at = stops().indexOf(document.activeElement);
  draw();
  if (at >= 0) stops()[at]?.focus({ preventScroll: true });
}

/** A day or moment as people read it: 1 March 2027. */
export function readableDay(text) {
  const day = new Date(text.length === 10 ? `${text}T12:00:00` : text);
  return Number.isNaN(day.getTime()) ? text : day.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}

/** Whether a day has passed; a year that is only half typed has not. */
export const isPast = (day) => Boolean(day) && day > "2000" && day < new Date().toLocaleDateString("en-CA");

export const plural = (number, word, many = `${word}s`) => `${number} ${number === 1 ? word : many}`;

/** Offer `text` as a file of this name; nothing leaves the device. */
export function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = element("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
