// The gap plan: enlivens the form of the page.

import { PlanPage } from "./page.js";

const form = document.querySelector("[data-plan]");
if (form) new PlanPage(form).start();
