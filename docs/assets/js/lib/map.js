// The map of the criteria: what the reader rated, gaps first. It is on reading pages too, so it stays small.

const LEVELS = ["", "none", "some", "strong", "tested-by-others"];
const ORDER = ["none", "some", "", "strong", "tested-by-others"];

/** Whether a saved value is a rating. */
export const isRating = (value) => Boolean(value) && LEVELS.includes(value);

/** How many stand where, in words: "1 strong, 2 not rated". */
function inWords(ratings, words) {
  const counts = LEVELS.map((rating) => [ratings.filter((each) => each === rating).length, rating ? words[rating].toLowerCase() : "not rated"]);
  return counts.toReversed().filter(([number]) => number).map(([number, word]) => `${number} ${word}`).join(", ");
}

/**
 * Show ratings on the map; only what changed is touched.
 * @param {HTMLElement} map
 * @param {(id: string) => string} ratingOf
 * @param {{sort?: boolean, before?: (id: string) => string}} [options] whether gaps come first; the ratings before
 */
export function showOnMap(map, ratingOf, { sort = true, before = () => "" } = {}) {
  const words = JSON.parse(map.dataset.ratingWords);
  for (const group of map.querySelectorAll("details")) {
    const items = /** @type {HTMLElement[]} */ ([...group.querySelectorAll("[data-map-criterion]")]);
    for (const item of items) showRating(item, ratingOf(item.dataset.mapCriterion), before(item.dataset.mapCriterion), words);
    const ratings = items.map((item) => item.dataset.rated ?? "");
    const counts = ratings.some(Boolean) ? inWords(ratings, words) : "none rated";
    setWords(group.querySelector("[data-map-words]"), `${items.length} criteria: ${counts}`);
    if (sort && ratings.some(Boolean)) gapsFirst(items);
  }
}

function showRating(item, rating, before, words) {
  const moved = before && before !== rating ? ` (was ${words[before].toLowerCase()})` : "";
  setWords(item.querySelector("[data-map-rating]"), rating ? `${words[rating]}${moved}` : "");
  if ((item.dataset.rated ?? "") !== rating) item.dataset.rated = rating;
}

function setWords(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

function gapsFirst(items) {
  const order = (item) => ORDER.indexOf(item.dataset.rated ?? "");
  items[0].parentNode.append(...items.toSorted((one, other) => order(one) - order(other)));
}
