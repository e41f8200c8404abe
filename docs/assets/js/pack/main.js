// The application pack: a pasted specification, its lines matched, an example for each, kept with the reader's plan.

import { find } from "../lib/dom.js";
import { printButtons } from "../lib/print.js";
import { PackPage } from "./page.js";

const form = find("[data-pack]");
if (form) {
  new PackPage(form).start();
  printButtons();
}
