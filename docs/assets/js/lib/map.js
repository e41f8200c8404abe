// The map of the criteria. Reading pages load it too, so it stays small.

/** How many stand where: "1 strong, 2 not rated". */
function inWords(ratings, words) {
  const told = Object.keys(words).toReversed().concat("").map((id) => [ratings.filter((each) => each === id).length, words[id] ?? "Not rated"]);
  return told.filter(([number]) => number).map((each) => each.join(" ").toLowerCase()).join(", ");
}

/** Show ratings, and what they were before; gaps come first where `sort` says so. */
export function showOnMap(map, ratingOf, sort = true, ratingBefore = {}) {
  const words = JSON.parse(map.dataset.ratingWords);
  const order = Object.keys(words);
  map.classList.add("is-shown");
  order.splice(2, 0, ""); // between gaps and strengths
  for (const group of map.querySelectorAll("details")) {
    const items = [...group.querySelectorAll("li")];
    const ratings = items.map((item) => showRating(item, ratingOf(item.dataset.mapCriterion), words, ratingBefore));
    setText(group.querySelector("[data-map-words]"), `${items.length} criteria: ${ratings.some(Boolean) ? inWords(ratings, words) : "none rated"}`);
    const place = (item) => order.indexOf(item.dataset.rated);
    if (sort && ratings.some(Boolean)) items[0].parentNode.append(...items.toSorted((one, other) => place(one) - place(other)));
  }
}

function showRating({ dataset, lastChild }, rating, words, ratingBefore) {
  const before = ratingBefore[dataset.mapCriterion];
  const moved = before && before !== rating ? ` (was ${words[before].toLowerCase()})` : "";
  setText(lastChild.lastChild, rating ? words[rating] + moved : "");
  if (dataset.rated !== rating) dataset.rated = rating;
  return rating;
}

/** Only what changes is touched. */
function setText(place, text) {
  if (place.textContent !== text) place.textContent = text;
}
