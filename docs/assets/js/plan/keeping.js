// Saving, opening what is stored, and two tabs: what either holds is not lost.

import { download } from "../lib/files.js";
import * as plans from "../lib/plan.js";
import * as store from "../lib/store.js";
import { inShort } from "./exports.js";

/** Keeps the plan of the page in this browser. */
export class Keeping {
  constructor(page) {
    this.page = page;
    this.stored = null; // the text that this tab last saw in storage
    this.home = null; // the plan that this text is of; another one never takes its place unasked
    this.unreadable = null; // a stored text that could be neither read nor set aside
  }

  /** Whether anything of this page is stored. */
  get isKept() {
    return this.stored !== null;
  }

  begin() {
    try {
      this.openStored(store.load());
    } catch (error) {
      if (!(error instanceof store.StorageError)) throw error;
      this.page.tell(`${error.message} You can fill the plan in all the same: print it, or download it as a file before you leave.`, [], { problem: true });
    }
    store.onOtherTab((text) => this.onOtherTab(text));
  }

  /** Take what was stored; what cannot be read is set aside and offered as a file. */
  openStored(text) {
    this.stored = text;
    if (text === null) return;
    try {
      this.page.open(plans.readPlan(text));
      this.home = this.page.plan;
    } catch (error) {
      if (!(error instanceof plans.PlanError)) throw error;
      this.keepUnreadable(text, error.message);
    }
  }

  keepUnreadable(text, why) {
    const words = `A plan is stored on this device, and this page cannot read it. ${why} Nothing of it is lost`;
    const offer = [["Download it", () => download("plan-kept-aside.json", "application/json", text)]];
    this.stored = null;
    try {
      store.setAside(text, new Date());
      this.page.tell(`${words}: it is kept aside.`, offer, { problem: true });
    } catch {
      this.unreadable = text;
      this.page.tell(`${words}: it stays where it is. Download it before you save anew.`, offer, { problem: true });
    }
  }

  save() {
    try {
      const there = store.load();
      if (there === null) this.write();
      else if (there === this.unreadable) this.overwrite(there);
      else if (there !== this.stored) this.askWhich(there, "Another tab or window has saved a different plan since.");
      else if (this.page.plan !== this.home) this.askWhich(there, "The plan on this page came from a file, and another one is stored on this device.");
      else this.write();
    } catch (error) {
      this.notSaved(error);
    }
  }

  write() {
    const { page } = this;
    const { plan, catalogue } = page;
    const before = [plan.history.slice(), plan.saved];
    plans.stamp(plan, catalogue, new Date());
    const text = JSON.stringify(plan);
    try {
      store.save(text);
    } catch (error) {
      [plan.history, plan.saved] = before;
      throw error;
    }
    this.stored = text;
    this.home = plan;
    page.changed = false;
    page.showPicture();
    page.showState();
    page.say(`Saved on this device. ${inShort(plan, catalogue)}`);
  }

  notSaved(error) {
    if (!(error instanceof store.StorageError)) throw error;
    this.page.showState("Not saved.");
    this.page.tell(`Not saved. ${error.message} Your words are still on this page. Download them as a file, and open the file here later.`, [["Download JSON", () => this.page.out.json()]], { problem: true });
  }

  /** What is stored is not what this page shows: both live on. */
  askWhich(there, why) {
    this.page.tell(`${why} Which one stays here? The other one is kept as well.`, [
      ["Save mine, keep the other aside", () => this.overwrite(there)],
      ["Show the other, download mine", () => this.takeOther(there)],
    ], { focus: true, problem: true });
  }

  overwrite(there) {
    try {
      store.setAside(there, new Date());
      this.write();
      this.page.showAll();
    } catch (error) {
      this.notSaved(error);
    }
  }

  takeOther(there) {
    const { page } = this;
    page.out.json();
    page.plan = plans.blankPlan();
    page.changed = false;
    this.openStored(there);
    page.showAll();
  }

  onOtherTab(text) {
    const { page } = this;
    if (text === this.stored) return;
    if (text === null) {
      this.stored = null;
      if (plans.hasWords(page.plan)) page.changed = true;
      page.showState();
      page.tell("The stored plan was deleted in another tab or window. What you see here is not stored any more.");
    } else if (page.changed) {
      page.tell("Another tab or window has saved a plan. Yours here is not lost: when you save, you choose which one stays.");
    } else {
      this.openStored(text);
      page.showAll();
      page.tell("Another tab or window has saved your plan. This page now shows it.");
    }
  }

  askToDelete() {
    this.page.tell("Delete your plan from this page and from this device, with all that was kept aside? It cannot be brought back.", [["Yes, delete it all", () => this.deleteAll()]], { focus: true, problem: true, cancelFirst: true });
  }

  deleteAll() {
    const { page } = this;
    let words = "Everything is deleted: on this page and on this device.";
    try {
      store.clear();
    } catch {
      words = "This page is empty now. The browser does not let it reach its storage, so clear this site’s data in the browser’s settings if you saved earlier.";
    }
    page.clear();
    page.plan = plans.blankPlan();
    this.stored = this.home = null;
    page.changed = false;
    page.entering.forget();
    page.showAll();
    page.tell(words);
    page.find("[data-do=delete]").focus();
  }
}
