// A sponsor's view beside the reader's: taken from a file, and what it suggests.

import { fitPlan } from "../lib/fit.js";
import { plural } from "../lib/text.js";
import { addSponsor, differences, takeSuggestion } from "./compare.js";
import { showStep } from "./form.js";

/** The views of sponsors on the page. */
export class Sponsors {
  constructor(page) {
    this.page = page;
  }

  listen() {
    this.page.find("[data-compare]").addEventListener("change", (event) => this.compare(event.target));
  }

  async compare(input) {
    const { page } = this;
    const read = await page.keeping.readFile(input);
    if (!read) return;
    const found = read.state;
    fitPlan(found, page.catalogue);
    const sponsor = addSponsor(page.plan, found);
    page.touch();
    page.showPanels();
    const apart = differences(page.plan, sponsor, page.catalogue).filter((each) => each.apart).length;
    const words = apart ? `you see ${plural(apart, "criterion", "criteria")} differently` : "you differ on no criterion that both have rated";
    const mine = found.view !== "sponsor" ? " This file is a plan of somebody’s own, perhaps yours, and not a view that a sponsor filled in." : "";
    page.tell(`Merged: ${words}.${mine}`);
    page.find("[data-sponsors] .plan-sponsor:last-child h3").focus();
  }

  /** Take what a sponsor suggests into the plan. */
  add(action) {
    const { page } = this;
    takeSuggestion(page.plan, action);
    showStep(page.parts, page.plan, `${action.kind}:${action.id}`, null);
    this.told(`Added to your actions: ${action.title}.`);
  }

  /** Forget a sponsor's view. */
  drop(sponsor) {
    this.page.plan.sponsors = this.page.plan.sponsors.filter((each) => each !== sponsor);
    this.told("The sponsor’s view is removed.");
  }

  told(words) {
    this.page.touch();
    this.page.showPanels();
    this.page.say(words);
    this.page.find("#plan-sponsor").focus();
  }
}
