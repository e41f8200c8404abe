// Keep the reader's document in this browser. Nothing is written before `save`; what cannot be read is set aside, never
// overwritten.

import { ASIDE, FIRST_EDITION, KEY } from "./key.js";

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
export const load = () => attempt((storage) => storage.getItem(KEY) ?? storage.getItem(FIRST_EDITION));

/** Store `text`; where that fails, what was stored before is still there. Throws StorageError. */
export function save(text) {
  attempt((storage) => {
    storage.setItem(KEY, text);
    storage.removeItem(FIRST_EDITION);
  });
}

/** Move a stored text out of the way, so that the reader can download it. Throws StorageError and then changes nothing. */
export function setAside(text, now) {
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
export function clear() {
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
