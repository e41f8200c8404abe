// The document that this page works on, and the one that this browser keeps: opened, saved, merged, never lost.

import { PlanError, VERSION, blankPlan, readState } from "./state.js";
import * as store from "./store.js";

/** Another document is stored than the one that this page would overwrite. */
export class Conflict extends Error {
  constructor(why, there) {
    super(why);
    this.there = there;
  }
}

const OF_SAVING = ["saved", "history", "version", "made_with", "aside"]; // they differ without anybody having changed a word

/** The reader's document in memory and in storage; `mine` tells whether this page edits a part of it. */
export class Kept {
  /** @param {(part: string) => boolean} mine */
  constructor(mine) {
    this.mine = mine;
    this.state = blankPlan();
    this.stored = null; // the text that this tab last saw in storage
    this.home = this.state; // the document that belongs in storage; another one never takes its place unasked
    this.unreadable = null; // a stored text that could be neither read nor set aside
  }

  /** Whether anything is stored that this page knows of. */
  get isStored() {
    return this.stored !== null;
  }

  /**
   * Take what is stored; what cannot be read at all is set aside.
   * @param {string | null} [text]
   * @returns {{problems: import("./state.js").Aside[], unreadable?: {text: string, why: string, isAside: boolean}}}
   */
  open(text = store.load()) {
    this.stored = text;
    if (text === null) return { problems: [] };
    try {
      const { state, problems } = readState(text);
      this.state = this.home = state;
      return { problems };
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      return { problems: [], unreadable: this.putAway(text, error.message) };
    }
  }

  putAway(text, why) {
    this.stored = null;
    try {
      store.setAside(text, new Date());
      return { text, why, isAside: true };
    } catch {
      this.unreadable = text;
      return { text, why, isAside: false };
    }
  }

  /** Save the document. Throws Conflict where another one is stored, and StorageError. */
  save() {
    const there = store.load();
    if (there === null) return this.write();
    if (there === this.unreadable) return this.overwrite(there);
    if (there !== this.stored && !this.takeOthers(there)) throw new Conflict("Another tab or window has saved a different plan since.", there);
    if (this.state !== this.home) throw new Conflict("The plan on this page came from a file, and another one is stored on this device.", there);
    return this.write();
  }

  /** Save the document in place of another one, which is set aside. */
  overwrite(there) {
    store.setAside(there, new Date());
    this.write();
  }

  write() {
    this.state.version = Math.max(this.state.version, VERSION);
    this.state.saved = new Date().toISOString();
    const text = JSON.stringify(this.state);
    store.save(text);
    this.stored = text;
    this.home = this.state;
  }

  /**
   * Take the parts that other pages edit from a text that another tab stored; whether the parts of this page are as this
   * tab last saw them, so that nothing has to be chosen.
   */
  takeOthers(text) {
    try {
      const there = readState(text).state;
      const before = this.stored === null ? {} : readState(this.stored).state;
      if (this.words(there) !== this.words(before)) return false;
      for (const part of Object.keys(there)) if (!this.mine(part)) this.state[part] = there[part];
      this.stored = text;
      return true;
    } catch {
      return false;
    }
  }

  /** The parts that this page edits, to be compared. */
  words(state) {
    const parts = Object.entries(state).filter(([part, value]) => value !== undefined && this.mine(part) && !OF_SAVING.includes(part));
    return JSON.stringify(parts.sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  /** Delete everything, here and in storage. Throws StorageError. */
  clear() {
    this.state = this.home = blankPlan();
    this.stored = null;
    store.clear();
  }
}
