// Puts an entry of the directory into the plan that this browser keeps.

import { addByButton, showInPlan } from "./lib/add-to-plan.js";
import { announce, findAll } from "./lib/dom.js";

const stepOf = ({ dataset: { addStep, kind, title } }) => ({ kind, id: addStep, title });

document.addEventListener("click", (event) => {
  const button = /** @type {any} */ (event.target).closest?.("[data-add-step]");
  if (!button) return;
  const said = button.parentElement.querySelector("[role=status]");
  announce(said, addByButton(button, stepOf(button), button.dataset.builds.split(" ")));
});
showInPlan(findAll("[data-add-step]"), stepOf);
