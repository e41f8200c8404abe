// Plans that the reader opens from files.

import * as plans from "../lib/plan.js";
import { inShort } from "./exports.js";

/** Opens files into the page. */
export class FilesIn {
  constructor(page) {
    this.page = page;
  }

  listen() {
    this.page.find("[data-open]").addEventListener("change", (event) => this.open(event.target));
  }

  /** The plan in a chosen file, or null after a message that says why not. */
  async planFrom(input) {
    const [file] = input.files;
    input.value = "";
    if (!file) return null;
    try {
      if (file.size > plans.LARGEST_FILE) throw new plans.PlanError("It is too large for one.");
      return plans.readPlan(await file.text());
    } catch (error) {
      const why = error instanceof plans.PlanError ? error.message : "The browser could not read it.";
      this.page.tell(`‘${file.name}’ was not opened. ${why} Your plan on this page is unchanged.`, [], { problem: true });
      return null;
    }
  }

  async open(input) {
    const { page } = this;
    const found = await this.planFrom(input);
    if (!found) return;
    const before = { plan: page.plan, changed: page.changed };
    page.open(found);
    page.touch();
    page.showAll();
    const blank = found.view === "sponsor" ? " You fill this in for somebody else: write what you have seen this person do, rate it, then take the file with ‘Download JSON’ and send it back." : "";
    const kept = page.keeping.isKept ? " What is stored stays as it is: when you save, you choose which one stays." : "";
    page.tell(`Opened: ${inShort(page.plan, page.catalogue)} It is not saved on this device yet.${kept}${blank}`, plans.hasWords(before.plan) ? [["Bring back what was here", () => this.swap(before)]] : []);
  }

  /** Show another plan in place of this one, and offer the way back: what either holds is not lost. */
  swap(other) {
    const { page } = this;
    const before = { plan: page.plan, changed: page.changed };
    page.plan = other.plan;
    page.changed = other.changed || other.plan !== page.keeping.home;
    page.entering.forget();
    page.showAll();
    page.tell("Brought back. What was here instead is not lost.", [["Show it again", () => this.swap(before)]]);
  }
}
