// Tables as CSV (RFC 4180).

const BYTE_ORDER_MARK = "\uFEFF"; // tells Excel that the file is UTF-8

/** Rows of cells as the text of a CSV file; a cell that a spreadsheet would run as a formula is made text. */
export const toCsvText = (rows) => BYTE_ORDER_MARK + rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");

function cell(value) {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
