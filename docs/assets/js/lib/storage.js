// The document that this page works on, and the one that this browser keeps: opened, saved, merged, never lost. Nothing
// is written before `save`; what cannot be read is set aside, never overwritten.

import { ASIDE, FIRST_EDITION, KEY } from "./key.js";
import { blankPlan, PlanError, readState, VERSION } from "./state.js";

/** Why storage failed: `blocked` (the browser refuses) or `full`. */
export class StorageError extends Error {
  constructor(cause) {
    const full = ["QuotaExceededError", "NS_ERROR_DOM_QUOTA_REACHED"].includes(cause?.name);
    super(full ? "This browser’s storage is full." : "This browser does not let the page store anything.", { cause });
    this.full = full;
  }
}

function attempt(action) {
  try {
    return action(window.localStorage);
  } catch (cause) {
    throw new StorageError(cause);
  }
}

/** The stored text, that of the first edition where there is no other, or null. Throws StorageError. */
export const storedText = () => attempt((storage) => storage.getItem(KEY) ?? storage.getItem(FIRST_EDITION));

/** Store `text`; where that fails, what was stored before is still there. Throws StorageError. */
function saveText(text) {
  attempt((storage) => {
    storage.setItem(KEY, text);
    storage.removeItem(FIRST_EDITION);
  });
}

/** Move a stored text out of the way, so that the reader can download it. Throws StorageError and then changes nothing. */
function setAside(text, now) {
  attempt((storage) => {
    const homes = [KEY, FIRST_EDITION].filter((key) => storage.getItem(key) === text);
    for (const key of homes) storage.removeItem(key); // its room is needed for the copy
    try {
      storage.setItem(ASIDE + now.toISOString(), text);
    } catch (cause) {
      for (const key of homes) storage.setItem(key, text);
      throw cause;
    }
  });
}

const asideKeys = (storage) => Object.keys(storage).filter((key) => key.startsWith(ASIDE)).sort();

/** What was set aside, as [when, text]; none where storage is refused. */
export function asides() {
  try {
    return attempt((storage) => asideKeys(storage).map((key) => [key.slice(ASIDE.length), storage.getItem(key)]));
  } catch {
    return [];
  }
}

/** Remove everything that this handbook's tools have stored. Throws StorageError. */
function clearAll() {
  attempt((storage) => {
    for (const key of [KEY, FIRST_EDITION, ...asideKeys(storage)]) storage.removeItem(key);
  });
}

/** Call `changed` with the new text (null: deleted) when another tab saves or deletes. */
export function onOtherTab(changed) {
  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) changed(event.key === null ? null : event.newValue);
  });
}

/** Another document is stored than the one that this page would overwrite. */
export class Conflict extends Error {
  constructor(why, there) {
    super(why);
    this.there = there;
  }
}

const OF_SAVING = ["saved", "history", "version", "made_with", "aside"]; // they differ without anybody having changed a word

/** The reader's document in memory and in storage; `mine` tells whether this page edits a part of it. */
export class StoredDocument {
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

  /** Whether what is in memory is the document that is stored here, so that it may be saved unasked. */
  get isOurs() {
    return this.isStored && this.state === this.home;
  }

  /**
   * Take what is stored; what cannot be read at all is set aside.
   * @param {string | null} [text]
   * @returns {{problems: import("./state.js").Aside[], unreadable?: {text: string, why: string, isAside: boolean}}}
   */
  open(text = storedText()) {
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
      setAside(text, new Date());
      return { text, why, isAside: true };
    } catch {
      this.unreadable = text;
      return { text, why, isAside: false };
    }
  }

  /** Save the document. Throws Conflict where another one is stored, and StorageError. */
  save() {
    const there = storedText();
    if (there === null) return this.write();
    if (there === this.unreadable) return this.overwrite(there);
    if (there !== this.stored && !this.takeOthers(there)) throw new Conflict("Another tab or window has saved a different plan since.", there);
    if (this.state !== this.home) throw new Conflict("The plan on this page came from a file, and another one is stored on this device.", there);
    return this.write();
  }

  /** Save the document in place of another one, which is set aside. */
  overwrite(there) {
    setAside(there, new Date());
    this.write();
  }

  write() {
    this.state.version = Math.max(this.state.version, VERSION);
    this.state.saved = new Date().toISOString();
    const text = JSON.stringify(this.state);
    saveText(text);
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
    clearAll();
  }
}
