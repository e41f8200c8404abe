// Gaps first: what builds a criterion stands within its item, and moves to the list of gaps while it is rated none or some.

import { element, setText, unseen } from "../lib/dom.js";
import { ratingOf } from "../lib/plan.js";
import { GAPS, ratingWord } from "../lib/ratings.js";
import { plural } from "../lib/text.js";

const link = (href, text, of) => element("a", { href }, text, unseen(` for ${of}`));

/** Places the ways of each criterion; `form` is the plan's form, `parts` those that readParts found. */
export class GapList {
  constructor(form, parts) {
    this.parts = parts;
    this.list = form.querySelector("[data-gaps]");
    this.text = form.querySelector("[data-gaps-text]");
    this.position = new Map([...parts.items.keys()].map((id, index) => [id, index]));
  }

  /** One criterion was rated: it is marked at once, and moves when the answer is on the screen. */
  update(part, plan) {
    this.mark(part, plan);
    this.count(plan);
    setTimeout(() => this.place(part), 80);
  }

  /** Mark and place all of them. */
  fill(plan) {
    for (const part of this.parts.items.values()) {
      this.mark(part, plan);
      this.place(part);
    }
    this.count(plan);
  }

  order(ways) {
    return GAPS.indexOf(ways.dataset.rated) * this.position.size + this.position.get(ways.dataset.ways);
  }

  /** Put the ways where the rating that they carry wants them; in a long list this takes longer than an answer may. */
  place({ item, ways }) {
    if (GAPS.includes(ways.dataset.rated)) {
      const next = [...this.list.children].find((other) => other !== ways && this.order(other) > this.order(ways)) ?? null;
      if (ways.parentNode !== this.list || ways.nextElementSibling !== next) this.list.insertBefore(ways, next);
    } else if (ways.parentNode === this.list) {
      item.lastElementChild.append(ways);
    }
  }

  mark(part, plan) {
    const rating = ratingOf(plan, part.id);
    part.ways.dataset.rated = rating ?? "";
    this.name(part, rating, GAPS.includes(rating));
  }

  /** In the list a card is named by its criterion; in the item by what it is. */
  name({ item, ways, next, id }, rating, isGap) {
    const title = item.dataset.title;
    setText(ways.querySelector("[data-ways-title]"), isGap ? `${title}: ${ratingWord(rating).toLowerCase()}` : "What builds it");
    setText(ways.querySelector("[data-ways-of]"), isGap ? ", what builds it" : `: ${title}`);
    next.hidden = !isGap;
    if (isGap && !next.firstChild) next.append(link(`#ways-${id}`, `Choose what builds it`, title));
  }

  count(plan) {
    const number = [...this.parts.items.keys()].filter((id) => GAPS.includes(ratingOf(plan, id))).length;
    setText(this.text, number
      ? `${plural(number, "gap")}: those rated none first, then those rated some. Open one, tick what you will do, and give it a day and a person.`
      : "A criterion that you rate none or some comes here, with the roles and courses that build it.");
  }
}
