// Shows the ratings that are saved in this browser on the maps of a page.

import { FIRST_EDITION, KEY } from "./lib/key.js";
import { showOnMap } from "./lib/map.js";

/** The saved entries by criterion, where there are any. */
function saved() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? localStorage.getItem(FIRST_EDITION)).criteria ?? {};
  } catch {
    return {};
  }
}

function showSaved() {
  const entries = Object.entries(saved());
  for (const map of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-map]"))) {
    const retired = JSON.parse(map.dataset.retired); // an old id leads to the one that replaced it
    const right = entries.filter(([, entry]) => map.dataset.ratingWords.includes(`"${entry?.rating}":`));
    const found = Object.fromEntries([...right.map(([id, entry]) => [retired[id], entry]), ...right]);
    showOnMap(map, (id) => found[id]?.rating ?? "");
  }
}

showSaved();
addEventListener("storage", showSaved);
addEventListener("pageshow", showSaved);
