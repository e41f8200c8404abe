// What the tools share: their data, saving a file, CSV, printing one sheet, telling a screen reader.

/** The data that the page holds as JSON in the element with this id. */
export const pageData = (id) => JSON.parse(document.getElementById(id).textContent);

/** Say something politely; the region is in the page from the start, so that it is read. */
export function announce(region, text) {
  region.textContent = "";
  // A change that only repeats the text would not be read.
  setTimeout(() => { region.textContent = text; }, 30);
}

/** Hand the reader a file made in the browser. */
export function save(name, text, type = "text/plain") {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A table as CSV (RFC 4180); a cell that a spreadsheet would run as a formula is made text. */
export function csv(rows) {
  const cell = (value) => {
    const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`; // the mark tells Excel that it is UTF-8
}

/** A number with its word: "1 doctor", "8 doctors". */
export const plural = (number, word, many = `${word}s`) => `${number} ${number === 1 ? word : many}`;

/** An element with properties and children. */
export function make(name, properties = {}, ...children) {
  const { dataset, ...rest } = properties;
  const element = Object.assign(document.createElement(name), rest);
  if (dataset) Object.assign(element.dataset, dataset);
  element.append(...children);
  return element;
}

/** Buttons marked data-print="id" print the element with that id alone. */
export function printButtons() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.addEventListener("click", () => {
      const sheet = document.getElementById(button.dataset.print);
      for (let part = sheet; part && part !== document.body; part = part.parentElement) part.classList.add("print-way");
      sheet.classList.add("print-this");
      document.documentElement.classList.add("print-one");
      print();
    });
  }
  addEventListener("afterprint", () => {
    document.documentElement.classList.remove("print-one");
    for (const part of document.querySelectorAll(".print-way, .print-this")) part.classList.remove("print-way", "print-this");
  });
}
