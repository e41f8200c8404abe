// Shows the ratings that are saved in this browser on the maps of a page.

import { FIRST_EDITION, KEY } from "./lib/key.js";
import { isRating, showOnMap } from "./lib/map.js";

/** The saved entries by criterion; none where nothing is stored or the browser refuses. */
function saved() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? localStorage.getItem(FIRST_EDITION) ?? "{}").criteria ?? {};
  } catch {
    return {};
  }
}

/** Ratings under today's ids; `retired` leads from an old id to the one that replaced it. */
function ratings(criteria, retired) {
  const found = new Map();
  for (const [id, entry] of Object.entries(criteria)) {
    const now = retired[id] && retired[id] !== "none" ? retired[id] : id;
    if (isRating(entry?.rating) && (now === id || !found.has(now))) found.set(now, entry.rating);
  }
  return found;
}

/** Show the saved ratings on every map of the page. */
function showSavedRatings() {
  const criteria = saved();
  for (const map of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-map]"))) {
    const found = ratings(criteria, JSON.parse(map.dataset.retired));
    showOnMap(map, (id) => found.get(id) ?? "");
  }
}

showSavedRatings();
addEventListener("storage", showSavedRatings);
addEventListener("pageshow", (event) => event.persisted && showSavedRatings());
