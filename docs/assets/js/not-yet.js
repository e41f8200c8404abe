// The 'is it for me?' questions: answers lead to go, prepare or another path, with reasons, and to one thing to do this
// month. No score. What was answered is kept with the reader's plan, once they choose to save it.

import { element, find, findAll, pageData } from "./lib/dom.js";
import { Saving } from "./lib/saving.js";
import { printButtons } from "./lib/print.js";
import { plural } from "./lib/text.js";

/**
 * Where answers lead. `questions` by id, `answers` by id: good, thin or against.
 * Each answer against it counts as one. Where one of them is against the job itself, the way is another path; others can
 * change with time, so with them, as with a thin answer, it is to prepare. 'Go' takes a good answer to every question.
 */
export function decide(questions, answers) {
  const of = (kind) => Object.keys(questions).filter((id) => answers[id] === kind)
    .map((id) => ({ id, why: questions[id][kind], page: questions[id].pages[kind], leadsTo: questions[id].leadsTo }));
  const [against, thin] = [of("against"), of("thin")];
  const open = Object.keys(questions).filter((id) => !answers[id]);
  const to = against.some(({ leadsTo }) => leadsTo === "another-path") ? "another-path" : against.length || thin.length ? "prepare" : open.length ? "" : "go";
  return { to, against, thin, open };
}

/** The one thing to do this month: what an answer against it asks for first, then the first thin one. */
export function thisMonth({ to, against, thin }) {
  const first = against.find(({ leadsTo }) => leadsTo === to) ?? against[0] ?? thin[0];
  return first ? { text: first.why, page: first.page } : null;
}

const words = ({ to, against }) => {
  const speaking = `${plural(against.length, "answer")} ${against.length === 1 ? "speaks" : "speak"} against it`;
  if (to === "another-path") return `Another path, perhaps. ${speaking}.`;
  if (to === "prepare") return against.length ? `Not yet, perhaps. ${speaking}, and time can change that.` : "Prepare. Something is thin, and it can be built.";
  return to === "go" ? "Go. You have a good answer to every question." : "Nothing speaks against it so far.";
};

const HEADINGS = { against: "What speaks against it", thin: "What to prepare" };
const AFTER = { go: "What to do when the answer is go", prepare: "How to prepare", "another-path": "Other paths" };
const GO = "Set a real specification beside your evidence, line by line.";

class Questions {
  constructor(form) {
    this.form = form;
    this.questions = pageData("question-data");
    this.region = find("#outcome", form);
    this.saving = new Saving(form, this);
  }

  get answers() {
    return this.saving.state.answers ?? {};
  }

  start() {
    for (const field of findAll("[data-question]")) field.addEventListener("change", ({ target }) => this.take(target));
    Object.assign(this.saving.actions, { copy: () => this.copy(), clear: () => this.clear() });
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.saving.begin();
  }

  // What the saving of the document asks of its page.

  mine(part) {
    return part === "answers";
  }

  /** Answers to questions that are asked no more are left as they are. */
  fit() {
    return [];
  }

  stamp() {}

  hasWords({ answers }) {
    return Object.keys(answers ?? {}).length > 0;
  }

  inShort({ answers }) {
    return `${plural(Object.keys(answers ?? {}).length, "answer")} of ${Object.keys(this.questions).length}.`;
  }

  show() {
    for (const input of findAll("[data-question] input")) input.checked = this.answers[input.name] === input.value;
    this.tell();
  }

  take({ name, value }) {
    this.saving.state.answers = { ...this.answers, [name]: value };
    this.saving.touch();
    this.tell();
  }

  /** Say where the answers lead. */
  tell() {
    const outcome = decide(this.questions, this.answers);
    const { to, open } = outcome;
    const some = Object.keys(this.answers).length > 0;
    const waiting = !open.length ? "" : ` ${plural(open.length, "question")} ${open.length === 1 ? "is" : "are"} still open.`;
    find("[data-outcome-said]", this.region).textContent = some ? words(outcome) + waiting : "Choose answers above; the reasons appear here.";
    this.region.dataset.to = to;
    const parts = Object.keys(HEADINGS).filter((kind) => outcome[kind].length).flatMap((kind) => [element("h4", {}, HEADINGS[kind]), this.reasons(outcome[kind])]);
    if (to) parts.push(element("p", {}, element("a", { href: `#${to}` }, AFTER[to])));
    find("[data-outcome-reasons]", this.region).replaceChildren(...parts);
    this.month(outcome);
  }

  month(outcome) {
    const place = find("[data-outcome-month]", this.region);
    const one = thisMonth(outcome);
    place.hidden = !one && outcome.to !== "go";
    const page = one && element("a", { href: one.page.address }, one.page.title);
    place.replaceChildren(element("p", {}, element("strong", {}, "This month: "), one ? `${one.text} ` : GO, page));
  }

  reasons(found) {
    return element("ul", {}, ...found.map(({ id, why, page }) => element("li", {},
      element("span", { class: "outcome__question" }, `${this.questions[id].text} ${this.questions[id].answers[this.answers[id]]}.`), ` ${why} `, element("a", { href: page.address }, page.title))));
  }

  /** Everything as plain text: the outcome, the one thing to do, each answer. */
  get asText() {
    const outcome = decide(this.questions, this.answers);
    const one = thisMonth(outcome);
    const given = Object.entries(this.questions).map(([id, { text, answers }], index) => (this.answers[id] ? `${index + 1}. ${text} ${answers[this.answers[id]]}.` : "")).filter(Boolean);
    return [words(outcome), `This month: ${one ? one.text : GO}`, ...given, ""].join("\n");
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.asText);
      this.saving.say("Copied.");
    } catch {
      this.saving.tell("The browser does not let the page copy. Download the JSON file, or print.", [], { problem: true });
    }
  }

  clear() {
    this.saving.state.answers = {};
    this.saving.touch();
    this.show();
    find("[data-outcome-said]", this.region).textContent = "All answers are cleared.";
    find("[data-question] input").focus();
  }
}

const form = find("[data-questions-form]");
if (form) {
  new Questions(form).start();
  printButtons();
}
