// Buttons marked data-print="id" print the element with that id alone.

import { findAll } from "./dom.js";

const { documentElement: root } = document;

function printAlone(sheet) {
  for (let part = sheet; part && part !== document.body; part = part.parentElement) part.classList.add("print-way");
  sheet.classList.add("print-this");
  root.classList.add("print-one");
  print();
}

function showAllAgain() {
  root.classList.remove("print-one");
  for (const part of findAll(".print-way, .print-this")) part.classList.remove("print-way", "print-this");
}

/** Enliven the buttons of the page that print one sheet. */
export function printButtons() {
  for (const button of findAll("[data-print]")) {
    button.addEventListener("click", () => printAlone(document.getElementById(button.dataset.print)));
  }
  addEventListener("afterprint", showAllAgain);
}
