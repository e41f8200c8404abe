// One line of the pack on the page: what it asks for, why that was matched, and the example.

import { element, unseen } from "../lib/dom.js";
import { ratingWord } from "../lib/state.js";
import { fillFromPlan, FRAME, isBegun, isReady } from "./example.js";

const SURENESS = { sure: "sure", likely: "likely", unsure: "not sure" };

/** Let a text field grow with its text, on screen and on paper. */
export function grow(area) {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

/** What a match rests on, in a word: yours, sure, likely, not sure. */
export function surenessOf(line, matches) {
  if (line.confirmed) return "confirmed by you";
  const match = matches.find((each) => each.id === line.target);
  return match ? SURENESS[match.sureness] : line.target === "none" && !matches.length ? "no match" : "placed by you";
}

/** How far an example is. */
export const progressOf = (line) => (isReady(line) ? "ready" : isBegun(line) ? "begun" : "nothing yet");

/** Draws the lines of a page; `page` holds targets, matches and the reader's document. */
export class LineView {
  constructor(page) {
    this.page = page;
    this.details = new WeakMap(); // the element of each line
  }

  /** A row of the list, with its example folded. */
  row(line, number) {
    return line.is === "line" ? this.line(line, number) : this.other(line);
  }

  /** What was read as a heading or set apart, and the way back. */
  other(line) {
    const words = line.is === "heading" ? "Heading" : "Set apart";
    return element("li", { class: "pack__other" }, element("span", { class: "label" }, `${words}: `), line.text, " ",
      this.act("This is a line", line, () => this.page.turn(line, "line")), " ", this.joining(line));
  }

  /** A button for one line, named with it. */
  act(words, line, action) {
    return element("button", { type: "button", class: "text-button", onclick: action }, words, unseen(`: ${line.text}`));
  }

  joining(line) {
    return this.page.above(line) ? this.act("Join to the line above", line, () => this.page.join(line)) : null;
  }

  line(line, number) {
    const summary = element("summary", {}, element("span", { class: "pack__text" }, `${number}. ${line.text}`), " ", element("span", { class: "pack__short", dataset: { short: "" } }));
    const details = element("details", { class: "pack__details", id: `line-${number}`, open: this.page.open.has(line) }, summary, ...this.body(line, number));
    const item = element("li", { class: "pack__line" }, details);
    this.details.set(line, details);
    this.tell(line, item);
    return item;
  }

  /** Show an example that was filled, without drawing the line anew. */
  refill(line) {
    const details = this.details.get(line);
    for (const area of details.querySelectorAll("[data-frame]")) area.value = line[area.dataset.frame] ?? "";
    this.tell(line, details.parentElement);
  }

  body(line, number) {
    const tell = () => this.tell(line, document.getElementById(`line-${number}`).parentElement);
    return [
      element("div", { class: "pack__match" }, this.choice(line, number, tell), this.importance(line, number, tell), this.confirm(line, tell)),
      element("p", { class: "pack__why", id: `pack-why-${number}`, dataset: { why: "" } }),
      element("div", { class: "pack__own", dataset: { own: "" }, hidden: true }),
      ...this.frame(line, tell),
      element("p", { class: "pack__remove" }, this.joining(line), " ", line.parts ? this.act("Undo the join", line, () => this.page.split(line)) : null, " ", this.act("Set this line apart", line, () => this.page.turn(line, "aside"))),
    ];
  }

  /** Bring the parts of a row in step with its line, without drawing the fields anew. */
  tell(line, item) {
    const part = (name) => item.querySelector(`[data-${name}]`);
    part("short").replaceChildren(...this.short(line));
    part("why").replaceChildren(...this.reason(line));
    const own = this.ofPlan(line, item);
    part("own").hidden = !own.length;
    part("own").replaceChildren(...own);
    item.querySelector("[data-confirm]").checked = line.confirmed;
  }

  short(line) {
    const { page } = this;
    const rating = page.planOf(line).rating;
    return [line.gone ? element("span", { class: "badge badge--gone" }, "no longer in the text") : "", " ", element("span", { class: "badge" }, line.importance), ` ${page.titleOf(line.target)} `, element("span", { class: `pack__sure pack__sure--${surenessOf(line, page.matchesOf(line)).replaceAll(" ", "-")}` }, `(${surenessOf(line, page.matchesOf(line))})`), rating ? ` · rated ${ratingWord(rating).toLowerCase()}` : "", ` · example: ${progressOf(line)}`];
  }

  choice(line, number, tell) {
    const { page } = this;
    const option = (id) => element("option", { value: id, selected: line.target === id }, page.titleOf(id));
    const likely = page.matchesOf(line).slice(0, 3).map((match) => match.id);
    const rest = page.targetGroups.map(([title, ids]) => [title, ids.filter((id) => !likely.includes(id))]).filter(([, ids]) => ids.length);
    const select = element("select", { id: `pack-choice-${number}`, "aria-describedby": `pack-why-${number}` },
      likely.length ? element("optgroup", { label: "Found by the words" }, ...likely.map(option)) : null,
      option("none"),
      ...rest.map(([title, ids]) => element("optgroup", { label: title }, ...ids.map(option))));
    select.addEventListener("change", () => {
      line.target = select.value;
      line.confirmed = true; // who moves a line has judged it
      page.changed();
      tell();
    });
    return element("label", {}, element("span", {}, "Asks for", unseen(` in line ${number}`)), select);
  }

  importance(line, number, tell) {
    const select = element("select", {}, ...["essential", "desirable"].map((word) => element("option", { value: word, selected: line.importance === word }, word[0].toUpperCase() + word.slice(1))));
    select.addEventListener("change", () => {
      line.importance = select.value;
      this.page.changed();
      tell();
    });
    return element("label", { class: "pack__level" }, element("span", {}, "Importance", unseen(` of line ${number}`)), select);
  }

  confirm(line, tell) {
    const box = element("input", { type: "checkbox", checked: line.confirmed, dataset: { confirm: "" } });
    box.addEventListener("change", () => {
      line.confirmed = box.checked;
      this.page.changed();
      tell();
    });
    return element("label", { class: "pack__right" }, box, " This is right");
  }

  /** Why the line was matched, and where the criterion is told. */
  reason(line) {
    const { page } = this;
    const match = page.matchesOf(line).find((each) => each.id === line.target);
    const led = match?.words.length ? `Because of: ${match.words.slice(0, 4).join("; ")}. ` : match ? "Because of words that both share. " : line.target === "none" ? "No criterion fits by its words. Choose one, or leave it. " : "You placed it here. ";
    const how = line.method ? `Assessed by ${line.method}. ` : "";
    const about = page.about(line.target);
    return [how, led, about.text, " ", about.page && element("a", { href: about.page }, about.link, unseen(`: ${page.titleOf(line.target)}`))].filter(Boolean);
  }

  /** What the plan says of it, and a way to take it into the example. */
  ofPlan(line, item) {
    const plan = this.page.planOf(line);
    if (!plan.evidence && !plan.result) return [];
    const fill = () => {
      fillFromPlan(line, plan);
      this.refill(line);
      this.page.changed();
      item.querySelector("[data-frame]").focus();
    };
    const words = [plan.evidence, plan.result].filter(Boolean).join("\n");
    return [element("p", {}, element("b", {}, "From your plan: "), words), isBegun(line) ? "" : element("button", { type: "button", class: "text-button", onclick: fill }, "Put it into the example")];
  }

  frame(line, tell) {
    return FRAME.map(([part, title, hint]) => {
      const area = element("textarea", { rows: 2, value: line[part] ?? "", placeholder: " ", dataset: { frame: part }, autocomplete: "off" });
      area.addEventListener("input", () => {
        line[part] = area.value;
        grow(area);
        this.page.changed();
        tell();
      });
      return element("label", { class: "pack__part" }, element("span", {}, element("b", {}, title), ` ${hint}`), area);
    });
  }
}
