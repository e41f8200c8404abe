// Puts an entry of the directory into the plan that this browser keeps.

import { addToPlan } from "./lib/add-to-plan.js";
import { announce } from "./lib/dom.js";

document.addEventListener("click", (event) => {
  const button = /** @type {any} */ (event.target).closest?.("[data-add-step]");
  if (!button) return;
  const { addStep, kind, title, builds } = button.dataset;
  announce(button.parentElement.querySelector("[role=status]"), addToPlan({ kind, id: addStep, title }, builds.split(" "), ""));
});
