// What the reader takes away: files and paper.

import { download } from "../lib/files.js";
import { asFile } from "../lib/keeping.js";
import { blankPlan } from "../lib/state.js";
import { plural } from "../lib/text.js";
import { isDated, toCalendar } from "./calendar.js";
import { toCsv, toMarkdown } from "./exports.js";

/** Hands out the plan of the page. */
export class FilesOut {
  constructor(page) {
    this.page = page;
    this.actions = {
      print: () => this.print(),
      ics: () => this.calendar(),
      md: () => download(page.keeping.fileName("md"), "text/markdown", toMarkdown(page.plan, page.catalogue)),
      csv: () => download(page.keeping.fileName("csv"), "text/csv", toCsv(page.plan, page.catalogue)),
      blank: () => this.blank(),
    };
  }

  print() {
    this.page.showPanels();
    window.print();
  }

  calendar() {
    const { plan, catalogue, keeping } = this.page;
    const { fileName, tell, say } = keeping;
    const dated = plan.actions.filter(isDated).length;
    if (!dated) return tell("No action has a day yet. Choose what builds a gap, give it a day, and the calendar has something to hold.");
    download(fileName("ics"), "text/calendar", toCalendar(plan, catalogue, new Date()));
    return say(`Calendar with ${plural(dated, "dated action")} downloaded.`);
  }

  /** A plan for a sponsor to fill in. */
  blank() {
    const { catalogue } = this.page;
    const blank = blankPlan("sponsor");
    for (const { id, title } of catalogue.criteria.values()) blank.criteria[id] = { title, evidence: "", rating: null };
    blank.made_with = catalogue.edition;
    download("blank-plan-for-sponsor.json", "application/json", asFile(blank));
  }
}
