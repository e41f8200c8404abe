// Gaps first: what builds a criterion stands within its item, and moves to the list of gaps while it is rated none or some.

import { RATING_WORDS, ratingOf } from "./state.js";
import { plural } from "./dom.js";

const WEIGHT = { none: 0, some: 1 };

/** Places the ways of each criterion; `form` is the plan's form, `parts` those that readParts found. */
export function gapList(form, parts) {
  const list = form.querySelector("[data-gaps]");
  const text = form.querySelector("[data-gaps-text]");
  const position = new Map([...parts.items.keys()].map((id, index) => [id, index]));
  const order = (ways) => WEIGHT[ways.dataset.rated] * position.size + position.get(ways.dataset.ways);

  function place(part, plan) {
    const rating = ratingOf(plan, part.id);
    const isGap = rating in WEIGHT;
    part.ways.dataset.rated = rating ?? "";
    if (isGap) {
      const next = [...list.children].find((other) => other !== part.ways && order(other) > order(part.ways)) ?? null;
      if (part.ways.parentNode !== list || part.ways.nextElementSibling !== next) list.insertBefore(part.ways, next);
    } else if (part.ways.parentNode === list) {
      part.item.lastElementChild.append(part.ways);
    }
    name(part, rating, isGap);
  }

  /** In the list a card is named by its criterion; in the item by what it is. */
  function name({ item, ways, next, id }, rating, isGap) {
    const title = item.dataset.title;
    ways.querySelector("[data-ways-title]").textContent = isGap ? `${title}: ${RATING_WORDS[rating].toLowerCase()}` : "What builds it";
    ways.querySelector("[data-ways-of]").textContent = isGap ? ", what builds it" : `: ${title}`;
    next.hidden = !isGap;
    if (isGap && !next.firstChild) next.append(link(`#ways-${id}`, `Choose what builds it`, title));
  }

  function count() {
    const number = list.children.length;
    text.textContent = number
      ? `${plural(number, "gap")}: those rated none first, then those rated some. Open one, tick what you will do, and give it a day and a person.`
      : "A criterion that you rate none or some comes here, with the roles and courses that build it.";
  }

  return {
    /** One criterion was rated. */
    update(part, plan) {
      place(part, plan);
      count();
    },
    /** Place all of them. */
    fill(plan) {
      for (const part of parts.items.values()) place(part, plan);
      count();
    },
  };
}

function link(href, text, of) {
  const made = Object.assign(document.createElement("a"), { href, textContent: text });
  made.append(Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: ` for ${of}` }));
  return made;
}
