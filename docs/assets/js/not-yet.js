// The 'is it for me?' questions: answers lead to go, prepare or another path, with reasons, and to one thing to do this
// month. No score. What was answered is kept with the reader's plan, once they choose to save it.

import { addByButton, showInPlan } from "./lib/add-to-plan.js";
import { button, element, find, findAll, pageData, unseen } from "./lib/dom.js";
import { Saving } from "./lib/saving.js";
import { printButtons } from "./lib/print.js";
import { storedText } from "./lib/storage.js";
import { plural } from "./lib/text.js";

/**
 * Where answers lead. `questions` by id, `answers` by id: good, thin or against.
 * Each answer against it counts as one. Where one of them is against the job itself, the way is another path; others can
 * change with time, so with them, as with a thin answer, it is to prepare. 'Go' takes a good answer to every question.
 * For a reader in training, what is not in their power counts neither way: it comes later.
 */
export function decide(questions, answers, inTraining = false) {
  const isLater = (id) => inTraining && Boolean(questions[id].later) && (answers[id] === "thin" || questions[id].leadsTo !== "another-path");
  const of = (kind) => Object.keys(questions).filter((id) => answers[id] === kind && !isLater(id))
    .map((id) => ({ id, why: questions[id][kind], page: questions[id].pages[kind], leadsTo: questions[id].leadsTo }));
  const [against, thin] = [of("against"), of("thin")];
  const later = Object.keys(questions).filter((id) => ["thin", "against"].includes(answers[id]) && isLater(id)).map((id) => ({ id, why: questions[id].later }));
  const open = Object.keys(questions).filter((id) => !answers[id]);
  const weak = against.length + thin.length + later.length;
  const to = against.some(({ leadsTo }) => leadsTo === "another-path") ? "another-path" : weak ? "prepare" : open.length ? "" : "go";
  return { to, against, thin, later, open };
}

/** The id of the one thing to do this month: for the answer that led to the way, then another one against it, then a thin one. */
export function thisMonth({ to, against, thin, later }, questions, inTraining = false) {
  const first = against.find(({ leadsTo }) => leadsTo === to) ?? against[0] ?? thin[0] ?? later[0];
  if (!first) return "";
  return questions[first.id].steps[inTraining ? "training" : against.includes(first) ? "against" : "thin"];
}

function words({ to, against, thin }) {
  const speaking = `${plural(against.length, "answer")} ${against.length === 1 ? "speaks" : "speak"} against it`;
  if (to === "another-path") return `Another path, perhaps. ${speaking}.`;
  if (to === "prepare" && against.length) return `Not yet, perhaps. ${speaking}, and time can change that.`;
  if (to === "prepare") return thin.length ? "Prepare. Something is thin, and it can be built." : "Prepare. Nothing speaks against it; some of it comes later.";
  return to === "go" ? "Go. You have a good answer to every question." : "Nothing speaks against it so far.";
}

const HEADINGS = { against: "What speaks against it", thin: "What to prepare", later: "What comes later" };
const AFTER = { go: "What to do when the answer is go", prepare: "How to prepare", "another-path": "Other paths" };
const GO = "Set a real specification beside your evidence, line by line.";

class Questions {
  constructor(form) {
    this.form = form;
    const { questions, steps } = pageData("question-data");
    this.questions = questions;
    this.steps = steps;
    this.training = find("[data-in-training]");
    this.region = find("#outcome", form);
    this.saving = new Saving(form, this);
  }

  get answers() {
    return this.saving.state.answers ?? {};
  }

  start() {
    this.training.addEventListener("change", () => this.takeStage());
    for (const field of findAll("[data-question]")) field.addEventListener("change", ({ target }) => this.take(target));
    Object.assign(this.saving.actions, { copy: () => this.saving.copy(this.asText), clear: () => this.clear() });
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.saving.begin();
  }

  // What the saving of the document asks of its page.

  mine(part) {
    return part === "answers" || part === "in_training";
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
    this.training.checked = this.saving.state.in_training === true;
    this.tell();
  }

  take({ name, value }) {
    this.saving.state.answers = { ...this.answers, [name]: value };
    this.saving.touch();
    this.tell();
  }

  takeStage() {
    this.saving.state.in_training = this.training.checked;
    this.saving.touch();
    this.tell();
  }

  get outcome() {
    return decide(this.questions, this.answers, this.training.checked);
  }

  /** Say where the answers lead. */
  tell() {
    const { outcome } = this;
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
    const step = this.steps[thisMonth(outcome, this.questions, this.training.checked)];
    place.hidden = !step && outcome.to !== "go";
    place.replaceChildren(element("p", {}, element("strong", {}, `This month: ${step ? `${step.title}.` : GO}`), step ? ` ${step.how} ` : " ", step && element("a", { href: step.page }, "Details", unseen(` of ${step.title}`))));
    if (step) place.append(this.addButton(step));
  }

  addButton(step) {
    const place = element("p", {}, button("Add to my plan", () => this.add(place.firstChild, step), "button button--quiet"));
    showInPlan([place.firstChild], () => step);
    return place;
  }

  /** What is added is saved: this page goes on with the document that was saved. */
  add(pressed, step) {
    this.saving.say(addByButton(pressed, step, step.builds));
    this.saving.onOtherTab(storedText());
  }

  reasons(found) {
    return element("ul", {}, ...found.map(({ id, why, page }) => element("li", {},
      element("span", { class: "outcome__question" }, `${this.questions[id].text} ${this.questions[id].answers[this.answers[id]]}.`), ` ${why} `, page && element("a", { href: page.address }, page.title))));
  }

  /** Everything as plain text: the outcome, the one thing to do, each answer. */
  get asText() {
    const { outcome } = this;
    const step = this.steps[thisMonth(outcome, this.questions, this.training.checked)];
    const given = Object.entries(this.questions).map(([id, { text, answers }], index) => (this.answers[id] ? `${index + 1}. ${text} ${answers[this.answers[id]]}.` : "")).filter(Boolean);
    return [words(outcome), `This month: ${step ? `${step.title}. ${step.how}` : GO}`, ...given, ""].join("\n");
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
