// Files made in the browser and files that the reader chooses; nothing leaves the device.

import { element } from "./dom.js";

const KEPT_MS = 10_000; // a browser may read the file some time after the click

/** Offer `text` as a file of this name. */
export function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = element("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
