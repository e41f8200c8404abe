// The map of the criteria on a page that only reads.

import { showSavedRatings } from "./lib/saved-ratings.js";

showSavedRatings();
addEventListener("storage", showSavedRatings);
addEventListener("pageshow", (event) => event.persisted && showSavedRatings());
