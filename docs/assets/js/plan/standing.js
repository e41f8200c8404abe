// The picture: a gauge a criterion, filled to its rating, with a mark where it stood before; and the same in words.

import { element, setText } from "../lib/dom.js";
import { RATINGS, ratingWord } from "../lib/ratings.js";
import { plural, readableDay } from "../lib/text.js";

const words = () => ["not rated", ...RATINGS.map((rating) => ratingWord(rating).toLowerCase())]; // by level
const [WIDTH, HEIGHT, STEP] = [16, 40, 9];

/** Shows groups (from `standing` in state.js) in `place`; only gauges that changed are touched. */
export function standingPicture(place) {
  let shown = [];
  return function show(groups) {
    if (shown.length !== groups.length) {
      place.replaceChildren(legend(), ...(shown = groups.map(makeGroup)).map(({ figure }) => figure));
    }
    groups.forEach((group, index) => updateGroup(shown[index], group));
  };
}

function makeGroup(group) {
  const gauges = group.cells.map(makeGauge);
  const picture = element("div", { class: "standing__gauges", role: "img" }, ...gauges.map(({ svg }) => svg));
  const words = element("span", { class: "standing__words" });
  return { gauges, picture, words, figure: element("figure", { class: "standing" }, element("figcaption", {}, element("strong", {}, group.title), " ", words), picture) };
}

function makeGauge() {
  const frame = element("rect", { class: "gauge__frame", x: 1, y: 1, width: WIDTH - 2, height: HEIGHT - 2, rx: 2 });
  const fill = element("rect", { class: "gauge__fill", x: 3, width: WIDTH - 6 });
  const before = element("path", { class: "gauge__before" });
  return { svg: element("svg", { class: "gauge", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, "aria-hidden": "true" }, frame, fill, before), fill, before, key: "" };
}

function updateGroup({ gauges, picture, words }, group) {
  group.cells.forEach((cell, index) => updateGauge(gauges[index], cell));
  const text = inWords(group);
  setText(words, text);
  picture.setAttribute("aria-label", `${group.title}: a gauge for each criterion. ${text}`);
}

function updateGauge(gauge, { now, before }) {
  const key = `${now} ${before}`;
  if (gauge.key === key) return;
  gauge.key = key;
  gauge.svg.classList.toggle("gauge--unrated", now === 0);
  const top = (level) => HEIGHT - 2 - level * STEP;
  gauge.fill.setAttribute("y", top(Math.max(now - 1, 0.25)) - (now > 1 ? STEP - 1 : 0));
  gauge.fill.setAttribute("height", now === 0 ? 0 : now === 1 ? 2 : now * STEP - 1);
  const moved = before !== null && before > 0 && before !== now;
  gauge.before.setAttribute("d", moved ? `M0 ${before === 1 ? HEIGHT - 4 : top(before) + 1}h${WIDTH}` : "");
}

/** The group in a sentence or two: how many stand where, and what moved since when. */
export function inWords({ cells, since }) {
  const counts = words().map((word, level) => [cells.filter(({ now }) => now === level).length, word]).toReversed();
  const stand = counts.filter(([number]) => number).map(([number, word]) => `${number} ${word}`).join(", ");
  if (!since) return `${plural(cells.length, "criterion", "criteria")}: ${stand}.`;
  const up = cells.filter(({ now, before }) => before > 0 && now > before).length;
  const down = cells.filter(({ now, before }) => now < before).length;
  const fresh = cells.filter(({ now, before }) => now > 0 && !before).length;
  const moves = [[up, "up"], [down, "down"], [fresh, "newly rated"]].filter(([number]) => number).map(([number, word]) => `${number} ${word}`).join(", ");
  return `${plural(cells.length, "criterion", "criteria")}: ${stand}. Since ${readableDay(since)}: ${moves || "no change"}.`;
}

function legend() {
  return element("p", { class: "standing__legend" }, "Each gauge is one criterion: empty is not rated, a line is none, then some, strong and tested by others. A bar across shows where it stood when you last saved another state.");
}
