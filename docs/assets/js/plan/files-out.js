// What the reader takes away: files and paper.

import { download } from "../lib/files.js";
import * as plans from "../lib/plan.js";
import { plural } from "../lib/text.js";
import { toCalendar } from "./calendar.js";
import { toCsv, toJson, toMarkdown } from "./exports.js";

const fileName = (ending) => `gap-plan-${new Date().toISOString().slice(0, 10)}.${ending}`;

/** Hands out the plan of the page. */
export class FilesOut {
  constructor(page) {
    this.page = page;
    this.actions = {
      print: () => this.print(),
      ics: () => this.calendar(),
      md: () => download(fileName("md"), "text/markdown", toMarkdown(page.plan, page.catalogue)),
      csv: () => download(fileName("csv"), "text/csv", toCsv(page.plan, page.catalogue)),
      json: () => this.json(),
      blank: () => this.blank(),
    };
  }

  print() {
    this.page.showPanels();
    window.print();
  }

  json() {
    const copy = structuredClone(this.page.plan);
    plans.stamp(copy, this.page.catalogue, new Date());
    download(fileName("json"), "application/json", toJson(copy));
  }

  calendar() {
    const { plan, catalogue, tell, say } = this.page;
    const dated = plan.actions.filter(({ due }) => due).length;
    if (!dated) return tell("No action has a day yet. Give one a day under ‘Gaps’, and the calendar has something to hold.");
    download(fileName("ics"), "text/calendar", toCalendar(plan, catalogue, new Date()));
    return say(`Calendar with ${plural(dated, "dated action")} downloaded.`);
  }

  /** A plan for a sponsor to fill in. */
  blank() {
    const { catalogue } = this.page;
    const blank = plans.blankPlan("sponsor");
    for (const { id, title } of catalogue.criteria.values()) blank.criteria[id] = { title, evidence: "", rating: null };
    blank.made_with = catalogue.edition;
    download("blank-plan-for-sponsor.json", "application/json", toJson(blank));
  }
}
