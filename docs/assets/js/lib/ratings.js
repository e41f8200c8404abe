// The ratings, from the weakest to the strongest, with the words that the handbook's data give them.

import { find } from "./dom.js";

/** @typedef {"none" | "some" | "strong" | "tested-by-others"} Rating */

/** The ids of the ratings; the format of a saved plan fixes them. */
export const RATINGS = ["none", "some", "strong", "tested-by-others"];

/** Ratings that make a criterion a gap. */
export const GAPS = ["none", "some"];

let words = null;

/** What a rating is called ("Tested by others"), as the page's data say; the page has them in data-rating-words. */
export function ratingWord(rating) {
  words ??= JSON.parse(find("[data-rating-words]").dataset.ratingWords);
  return words[rating];
}

/** How high a rating stands: 0 where there is none, 1 for the weakest. */
export const level = (rating) => RATINGS.indexOf(rating) + 1;
