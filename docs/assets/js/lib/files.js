// Files made in the browser, tables as CSV (RFC 4180) among them; nothing leaves the device.

import { element } from "./dom.js";

const KEPT_MS = 10_000; // a browser may read the file some time after the click

/** Offer `text` as a file of this name. */
export function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = element("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}

const BYTE_ORDER_MARK = "\uFEFF"; // tells Excel that the file is UTF-8

/** Rows of cells as the text of a CSV file; a cell that a spreadsheet would run as a formula is made text. */
export const toCsvText = (rows) => BYTE_ORDER_MARK + rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");

function cell(value) {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
