// The pack to hand on: on paper and as text. The lines that are answered stand first, the rest is one list.

import { element } from "../lib/dom.js";
import { readableDay } from "../lib/text.js";
import { FRAME, isBegun } from "./example.js";

const today = () => new Date().toISOString().slice(0, 10);

/** A file's name of its own, beside the plan's. */
export const fileName = (ending) => `application-pack-${today()}.${ending}`;

/** What both show: the head, the answered lines with the parts that are written, the rest. */
function contents({ lines, post, name, titleOf }) {
  const numbered = lines.map((line, index) => ({ line, title: `${index + 1}. ${line.text.trim()}` }));
  const asks = (line) => `${line.importance === "desirable" ? "Desirable" : "Essential"}. ${titleOf(line.target)}${line.confirmed ? "" : " (match not confirmed)"}.`;
  return {
    head: [post, name, readableDay(today())].filter((words) => words?.trim()),
    answered: numbered.filter(({ line }) => isBegun(line)).map(({ line, title }) => ({ title, asks: asks(line), parts: FRAME.filter(([part]) => line[part]?.trim()).map(([part, label]) => [label, line[part].trim()]) })),
    rest: numbered.filter(({ line }) => !isBegun(line)).map(({ line, title }) => `${title} (${line.importance})`),
  };
}

/** The pack as plain text: what is not written leaves no trace. */
export function asText(pack) {
  const { head, answered, rest } = contents(pack);
  return [
    ["Application pack", ...head].join("\n"),
    ...answered.map(({ title, asks, parts }) => [title, asks, ...parts.map(([label, words]) => `${label}: ${words}`)].join("\n")),
    rest.length ? ["Lines without an example", ...rest].join("\n") : "",
    "Made with The Medical Director Handbook. The matches are its suggestions, the examples are yours.\n",
  ].filter(Boolean).join("\n\n");
}

/** Fill the sheet that is printed. */
export function fillSheet(sheet, pack) {
  const { head, answered, rest } = contents(pack);
  const list = rest.length ? [element("h3", {}, "Lines without an example"), element("ul", { class: "pack__rest" }, ...rest.map((words) => element("li", {}, words)))] : [];
  sheet.replaceChildren(
    element("h2", {}, "Application pack"),
    element("p", {}, head.join(" · ")),
    ...answered.map(({ title, asks, parts }) => element("section", { class: "pack__answer" }, element("h3", {}, title), element("p", { class: "hint" }, asks), ...parts.map(([label, words]) => element("p", {}, element("b", {}, `${label}: `), words)))),
    ...list,
  );
}
