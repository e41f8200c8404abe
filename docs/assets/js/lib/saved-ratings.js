// Shows the ratings that are saved in this browser on the maps of a page; on reading pages too, so it stays small.

import { FIRST_EDITION, KEY } from "./key.js";
import { showOnMap } from "./map.js";

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
    if (entry?.rating && (now === id || !found.has(now))) found.set(now, entry.rating);
  }
  return found;
}

/** Show the saved ratings on every map of the page. */
export function showSavedRatings() {
  const criteria = saved();
  for (const map of document.querySelectorAll("[data-map]")) {
    const place = /** @type {HTMLElement} */ (map);
    const words = JSON.parse(place.dataset.ratingWords);
    const found = ratings(criteria, JSON.parse(place.dataset.retired));
    showOnMap(place, (id) => (Object.hasOwn(words, found.get(id)) ? found.get(id) : ""));
    for (const each of document.querySelectorAll("[data-rated-only]")) each.toggleAttribute("hidden", !found.size);
  }
}
