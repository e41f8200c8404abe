// Gaps first: what builds a criterion stands within its item, and moves to the list of gaps while it is rated none or some.

import { RATING_WORDS, ratingOf } from "./state.js";
import { plural, setText } from "./dom.js";

const WEIGHT = { none: 0, some: 1 };

/** Places the ways of each criterion; `form` is the plan's form, `parts` those that readParts found. */
export function gapList(form, parts) {
  const list = form.querySelector("[data-gaps]");
  const text = form.querySelector("[data-gaps-text]");
  const position = new Map([...parts.items.keys()].map((id, index) => [id, index]));
  const order = (ways) => WEIGHT[ways.dataset.rated] * position.size + position.get(ways.dataset.ways);

  /** Put the ways where the rating that they carry wants them; in a long list this takes longer than an answer may. */
  function place({ item, ways }) {
    if (ways.dataset.rated in WEIGHT) {
      const next = [...list.children].find((other) => other !== ways && order(other) > order(ways)) ?? null;
      if (ways.parentNode !== list || ways.nextElementSibling !== next) list.insertBefore(ways, next);
    } else if (ways.parentNode === list) {
      item.lastElementChild.append(ways);
    }
  }

  function mark(part, plan) {
    const rating = ratingOf(plan, part.id);
    part.ways.dataset.rated = rating ?? "";
    name(part, rating, rating in WEIGHT);
  }

  /** In the list a card is named by its criterion; in the item by what it is. */
  function name({ item, ways, next, id }, rating, isGap) {
    const title = item.dataset.title;
    setText(ways.querySelector("[data-ways-title]"), isGap ? `${title}: ${RATING_WORDS[rating].toLowerCase()}` : "What builds it");
    setText(ways.querySelector("[data-ways-of]"), isGap ? ", what builds it" : `: ${title}`);
    next.hidden = !isGap;
    if (isGap && !next.firstChild) next.append(link(`#ways-${id}`, `Choose what builds it`, title));
  }

  function count(plan) {
    const number = [...parts.items.keys()].filter((id) => ratingOf(plan, id) in WEIGHT).length;
    setText(text, number
      ? `${plural(number, "gap")}: those rated none first, then those rated some. Open one, tick what you will do, and give it a day and a person.`
      : "A criterion that you rate none or some comes here, with the roles and courses that build it.");
  }

  return {
    /** One criterion was rated: it is marked at once, and moves when the answer is on the screen. */
    update(part, plan) {
      mark(part, plan);
      count(plan);
      setTimeout(place, 80, part);
    },
    /** Mark and place all of them. */
    fill(plan) {
      for (const part of parts.items.values()) {
        mark(part, plan);
        place(part);
      }
      count(plan);
    },
  };
}

function link(href, text, of) {
  const made = Object.assign(document.createElement("a"), { href, textContent: text });
  made.append(Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: ` for ${of}` }));
  return made;
}
