// Saving, opening and deleting the reader's one document, on every page that edits a part of it: two tabs, a file, a
// full storage, a damaged text. What any of them holds is not lost. What happens is told where the reader is.

import { announce, button, element, setText } from "./dom.js";
import { download } from "./files.js";
import { Conflict, onOtherTab, StorageError, StoredDocument, storedText } from "./storage.js";
import * as state from "./state.js";
import { plural, readableMoment } from "./text.js";

/** `say` announces; `tell` shows a message until it is closed, with [text, action] pairs as buttons. */
export function messages(form) {
  const status = form.querySelector("[data-status]");
  const place = form.querySelector("[data-messages]");

  const say = (text) => announce(status, text);

  /** Bring the messages to where the reader is: after the buttons or the field that has the focus, never into what is drawn anew. */
  function comeNear(origin) {
    const within = form.contains(origin) && !place.contains(origin);
    const from = within ? origin.closest("[data-actions], [data-sponsors], [data-asides]") ?? origin : null;
    const near = from?.closest(".plan-evidence, details:not([open])") ?? from?.closest(".plan-buttons, .keep__bar, .keep__tools, .plan-field, .keep, section");
    if (near?.matches("section:not(.plan-evidence)")) near.querySelector("h2, h3").after(place);
    else if (near) near.after(place);
  }

  /**
   * `focus` moves the focus to the first button, for a question; it returns to where it was. With `cancelFirst` that
   * button is Cancel: Enter pressed twice does no harm. It stands near what has the focus, or near `near`.
   */
  function tell(text, choices = [], { focus = false, problem = false, cancelFirst = false, near = document.activeElement } = {}) {
    const origin = /** @type {any} */ (near);
    const close = (action) => () => {
      const inside = box.contains(document.activeElement);
      box.remove();
      action?.();
      if (inside && (document.activeElement === document.body || !document.activeElement)) origin?.focus?.({ preventScroll: true });
    };
    const buttons = [...choices.map(([label, action]) => button(label, close(action))), button(focus ? "Cancel" : "Close", close(), "text-button")];
    if (cancelFirst) buttons.unshift(buttons.pop());
    const escape = (event) => event.key === "Escape" && close()();
    const box = element("div", { class: `message${problem ? " message--problem" : ""}`, role: "group", "aria-label": "Message", onkeydown: escape }, element("p", {}, text), element("div", { class: "plan-buttons" }, ...buttons));
    for (const old of [...place.children]) if (old.firstChild.textContent === text) old.remove();
    comeNear(origin);
    place.append(box);
    say(text);
    if (focus) buttons[0].focus();
  }

  return { say, tell, clear: () => place.replaceChildren() };
}

const PAUSE_MS = 800; // without a key, and what was changed saves itself

const fileName = (ending) => `my-plan-${new Date().toISOString().slice(0, 10)}.${ending}`;

/** A document as the text of a file. */
export const asFile = (document) => `${JSON.stringify(document, null, 2)}\n`;

/**
 * A page that edits a part of the document.
 * @typedef {object} Host
 * @property {(part: string) => boolean} mine whether it edits this part
 * @property {() => void} show show the document as it is now
 * @property {(document: any) => string[]} fit fit a document that was opened to what the handbook lists today; what to tell
 * @property {(document: any, byItself?: boolean) => void} stamp make it ready for saving
 * @property {(document: any) => boolean} hasWords whether the reader has entered anything
 * @property {(document: any) => string} inShort what it holds, in a sentence
 * @property {() => void} [saved] the document was saved
 */

/** Keeps the document of a page; `form` holds the buttons and the places for what is told. */
export class Saving {
  /** @param {any} form @param {Host} host */
  constructor(form, host) {
    this.form = form;
    this.host = host;
    this.changed = false;
    this.kept = new StoredDocument(host.mine);
    this.fileName = fileName;
    const { say, tell, clear } = messages(form);
    this.say = say;
    this.tell = tell;
    this.clear = clear;
    this.actions = { save: () => this.save(), json: () => this.exportJson(), delete: () => this.askToDelete() };
  }

  /** The document that the page works on. */
  get state() {
    return this.kept.state;
  }

  begin() {
    this.guard(() => this.openStored(), (error) => this.tell(`${error.message} You can fill this in all the same: print it, or download it as a file before you leave.`, [], { problem: true }));
    const field = this.form.querySelector("[data-open]");
    field?.addEventListener("change", () => this.openFile(field));
    for (const each of this.form.querySelectorAll("[type=file]")) each.addEventListener("click", () => { each.value = ""; }); // the same file can be opened again
    this.form.addEventListener("click", (event) => this.actions[event.target.closest("[data-do]")?.dataset.do]?.(event.target.closest("[data-do]")));
    this.listen();
    this.show();
  }

  /** Before the first save the reader is asked when they leave; after it, what is changed saves itself. */
  listen() {
    addEventListener("beforeunload", (event) => {
      this.saveByItself();
      if (this.changed && this.host.hasWords(this.state)) event.preventDefault();
    });
    addEventListener("pagehide", () => this.saveByItself());
    document.addEventListener("visibilitychange", () => document.hidden && this.saveByItself());
    document.addEventListener("change", () => this.saveSoon(0));
    onOtherTab((text) => this.onOtherTab(text));
    // A page that the browser brings back as it was heard nothing meanwhile.
    addEventListener("pageshow", ({ persisted }) => persisted && this.guard(() => this.onOtherTab(storedText()), () => {}));
  }

  /** Do something with the storage; `refused` hears why the browser does not let it. */
  guard(action, refused) {
    try {
      action();
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      refused(error);
    }
  }

  show() {
    this.host.show();
    this.showState();
  }

  /** The document was changed. */
  touch() {
    this.changed = true;
    this.showState();
    this.saveSoon(PAUSE_MS);
  }

  /** Whether changes save themselves: the reader has saved this document here before, and nothing stands in the way. */
  get savesItself() {
    return this.kept.isOurs && !this.refused;
  }

  saveSoon(pause) {
    clearTimeout(this.waiting);
    if (this.changed) this.waiting = setTimeout(() => this.saveByItself(), pause);
  }

  saveByItself() {
    clearTimeout(this.waiting);
    if (this.changed && this.savesItself) this.save(true);
  }

  /** Say how the document is kept; `text` in place of what the page knows. */
  showState(text) {
    const stored = this.kept.isStored && this.state.saved;
    const saved = this.host.hasWords(this.state) && stored; // what another page has saved says nothing of this one
    const words = this.changed ? (this.savesItself ? "Saving …" : "Changes are not saved.") : saved ? `Saved on ${readableMoment(saved)}.` : stored ? "Nothing of this page is stored." : "Nothing is stored.";
    for (const place of this.form.querySelectorAll("[data-saved]")) setText(place, text ?? words);
    for (const place of this.form.querySelectorAll("[data-kept]")) place.hidden = !saved;
  }

  // What is stored.

  openStored(text) {
    const { problems, unreadable } = this.kept.open(text);
    if (unreadable) this.tellUnreadable(unreadable);
    else this.took(problems);
  }

  /** A document was opened: fit it to today, and say what that changed. */
  took(problems) {
    const notes = this.host.fit(this.state);
    if (problems.length) this.tell(`${plural(problems.length, "place")} could not be read and ${problems.length === 1 ? "is" : "are"} kept as text under ‘Put aside’: ${problems.map(({ place }) => place).join("; ")}. All the rest is here.`, [], { problem: true });
    if (notes.length) this.tell(notes.join(" "));
    if (this.state.version > state.VERSION) this.tell("This was made by a newer version of the handbook. What this page does not know of it is kept.");
  }

  tellUnreadable({ text, why, isAside }) {
    const where = isAside ? "it is kept aside" : "it stays where it is. Download it before you save anew";
    this.tell(`A plan is stored on this device, and this page cannot read it. ${why} Nothing of it is lost: ${where}.`, [["Download it", () => download("plan-kept-aside.json", "application/json", text)]], { problem: true });
  }

  /** Save; whether that was done. What saves itself asks once where it cannot, and does not take the focus. */
  save(byItself = false) {
    const { history, saved } = this.state;
    const before = { history: history.slice(), saved };
    this.host.stamp(this.state, byItself);
    try {
      this.kept.save();
    } catch (error) {
      Object.assign(this.state, before);
      this.refused = true;
      if (error instanceof Conflict) this.askWhich(error, !byItself);
      else this.notSaved(error);
      return false;
    }
    this.saved(byItself);
    return true;
  }

  saved(byItself = false) {
    this.changed = this.refused = false;
    this.host.saved?.();
    this.showState();
    if (!byItself) this.say(`Saved on this device. ${this.host.inShort(this.state)}`);
  }

  notSaved(error) {
    if (!(error instanceof StorageError)) throw error;
    this.showState("Not saved.");
    this.tell(`Not saved. ${error.message} Your words are still on this page. Download them as a file, and open the file here later.`, [["Download a backup file", () => this.exportJson()]], { problem: true });
  }

  /** What is stored is not what this page shows: both live on. */
  askWhich({ message, there }, focus) {
    this.tell(`${message} Which one stays here? The other one is kept as well.`, [
      ["Save mine, keep the other aside", () => this.guard(() => this.overwrite(there), (error) => this.notSaved(error))],
      ["Show the other, download mine", () => this.takeOther(there)],
    ], { focus, problem: true });
  }

  overwrite(there) {
    this.host.stamp(this.state);
    this.kept.overwrite(there);
    this.saved();
    this.show();
  }

  takeOther(there) {
    this.exportJson();
    this.changed = this.refused = false;
    this.openStored(there);
    this.show();
  }

  onOtherTab(text) {
    if (text === this.kept.stored) return;
    if (text === null) {
      this.kept.stored = null;
      this.changed ||= this.host.hasWords(this.state);
      this.showState();
      this.tell("The stored plan was deleted in another tab or window. What you see here is not stored any more.");
    } else if (this.kept.takeOthers(text)) {
      this.show();
    } else if (this.changed) {
      this.tell("Another tab or window has saved a plan. Yours here is not lost: press ‘Save on this device’, and choose which one stays.");
    } else {
      this.openStored(text);
      this.show();
      this.tell("Another tab or window has saved your plan. This page now shows it.");
    }
  }

  // Files.

  /** Put a text into the clipboard; where the browser refuses, it comes as a file. */
  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.say("Copied. Paste it into a document or an email.");
    } catch {
      download(fileName("txt"), "text/plain", text);
      this.tell("The browser does not let the page copy, so the text is in your downloads.");
    }
  }

  exportJson() {
    const copy = structuredClone(this.state);
    this.host.stamp(copy);
    download(fileName("json"), "application/json", asFile(copy));
  }

  /** The document in a chosen file with what could not be read of it, or null after a message that says why not. */
  async readFile(input) {
    const [file] = input.files;
    if (!file) return null;
    try {
      if (file.size > state.LARGEST_FILE) throw new state.PlanError("It is too large for one.");
      return state.readState(await file.text());
    } catch (error) {
      const why = error instanceof state.PlanError ? error.message : "The browser could not read it.";
      this.tell(`‘${file.name}’ was not opened. ${why} Your plan on this page is unchanged.`, [], { problem: true, near: input });
      return null;
    }
  }

  async openFile(input) {
    const found = await this.readFile(input);
    if (!found) return;
    this.clear();
    const before = { document: this.state, changed: this.changed };
    this.kept.state = found.state;
    this.took(found.problems);
    this.changed = true;
    this.show();
    const blank = found.state.view === "sponsor" ? " You fill this in for somebody else: write what you have seen this person do, rate it, then take the file with ‘Backup file’ and send it back." : "";
    const kept = this.kept.isStored ? " What is stored stays as it is: when you save, you choose which one stays." : "";
    this.tell(`Opened: ${this.host.inShort(this.state)} It is not saved on this device yet.${kept}${blank}`, this.host.hasWords(before.document) ? [["Bring back what was here", () => this.swap(before)]] : [], { near: input });
  }

  /** Show another document in place of this one, and offer the way back: what either holds is not lost. */
  swap(other) {
    const before = { document: this.state, changed: this.changed };
    this.kept.state = other.document;
    this.changed = other.changed || other.document !== this.kept.home;
    this.show();
    this.tell("Brought back. What was here instead is not lost.", [["Show it again", () => this.swap(before)]]);
  }

  // Deleting.

  askToDelete() {
    this.tell("Delete everything that you entered in this handbook, from this page and from this device: plan, application pack, answers, ticks and what was kept aside? It cannot be brought back.", [["Yes, delete it all", () => this.deleteAll()]], { focus: true, problem: true, cancelFirst: true });
  }

  deleteAll() {
    let words = "Everything is deleted: on this page and on this device.";
    this.guard(() => this.kept.clear(), () => {
      words = "This page is empty now. The browser does not let it reach its storage, so clear this site’s data in the browser’s settings if you saved earlier.";
    });
    this.clear();
    this.changed = false;
    this.show();
    this.tell(words);
    this.form.querySelector("[data-do=delete]").focus();
  }
}
