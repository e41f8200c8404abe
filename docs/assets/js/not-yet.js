// The 'not yet?' questions: answers lead to go, prepare or another path, with reasons. No score, nothing kept.
import { element, find, findAll, pageData } from "./lib/dom.js";

/**
 * Where answers lead. `questions` by id, `answers` by id: good, thin or against.
 * One answer against the job itself outweighs the rest; a thin one means prepare; 'go' takes a good answer to every question.
 */
export function decide(questions, answers) {
  const reasons = { "another-path": [], prepare: [] };
  for (const [id, question] of Object.entries(questions)) {
    if (answers[id] === "against") reasons[question.leadsTo].push({ id, why: question.against, page: question.pages.against });
    if (answers[id] === "thin") reasons.prepare.push({ id, why: question.thin, page: question.pages.thin });
  }
  const open = Object.keys(questions).filter((id) => !answers[id]);
  const to = reasons["another-path"].length ? "another-path" : reasons.prepare.length ? "prepare" : open.length ? "" : "go";
  return { to, reasons, open };
}

const SAID = {
  go: "Go. You have a good answer to every question.",
  prepare: "Prepare. Something is thin, and it can be built.",
  "another-path": "Another path, perhaps. At least one answer speaks against the job itself.",
  "": "Nothing speaks against it so far.",
};
const HEADINGS = { "another-path": "What speaks for another path", prepare: "What to prepare" };

function reasonList(questions, found) {
  return element("ul", {}, ...found.map(({ id, why, page }) => element("li", {},
    element("span", { class: "outcome__question" }, questions[id].text), ` ${why} `, element("a", { href: page.address }, page.title))));
}

function show(questions, region) {
  const answers = {};
  for (const input of findAll("[data-question] input:checked")) answers[input.name] = input.value;
  const { to, reasons, open } = decide(questions, answers);
  const waiting = !open.length ? "" : open.length === 1 ? " 1 question is still open." : ` ${open.length} questions are still open.`;
  region.querySelector("[data-outcome-said]").textContent = SAID[to] + waiting;
  region.dataset.to = to;
  const parts = Object.keys(HEADINGS).filter((key) => reasons[key].length)
    .flatMap((key) => [element("h4", {}, HEADINGS[key]), reasonList(questions, reasons[key])]);
  if (to) parts.push(element("p", {}, element("a", { href: `#${to}` }, { go: "What to do when the answer is go", prepare: "How to prepare", "another-path": "Other paths" }[to])));
  region.querySelector("[data-outcome-reasons]").replaceChildren(...parts);
  region.querySelector("[data-outcome-clear]").hidden = !Object.keys(answers).length;
}

const region = document.getElementById("outcome");
if (region) {
  const questions = pageData("question-data");
  for (const field of findAll("[data-question]")) field.addEventListener("change", () => show(questions, region));
  region.querySelector("[data-outcome-clear]").addEventListener("click", () => {
    for (const input of findAll("[data-question] input")) input.checked = false;
    show(questions, region);
    region.querySelector("[data-outcome-said]").textContent = "All answers are cleared.";
    find("[data-question] input").focus();
  });
  show(questions, region);
  if (!document.querySelector("[data-question] input:checked")) {
    region.querySelector("[data-outcome-said]").textContent = "Choose answers above; the reasons appear here. Nothing is stored or sent.";
  }
}
