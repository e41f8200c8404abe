// The form that makes the file of an entry. What is typed stays in the page; the address gives ids alone.

import { announce, find, findAll, pageData, setText } from "../lib/dom.js";
import { download } from "../lib/files.js";
import { plural } from "../lib/text.js";
import { fileText, idFrom } from "./entry.js";
import { entryFaults, fieldFault, mendedAddress } from "./rules.js";

const TODAY = new Date().toLocaleDateString("en-CA");
const data = pageData("suggest-data");
const desk = find("[data-suggest]");

/** One field of a form: what it asks, what was answered, and its place for a fault. */
class Question {
  constructor(part) {
    const { name, control, rule } = part.dataset;
    this.part = part;
    this.input = part.matches("fieldset") ? part : find("input, select, textarea", part);
    this.fault = find(".ask__fault", part);
    this.name = name;
    this.control = control;
    this.rule = rule;
    this.needed = "needed" in part.dataset;
    this.known = "known" in part.dataset;
    this.asLink = "asLink" in part.dataset;
    this.pattern = this.input.dataset.pattern;
    this.isWrong = false;
    if (control === "day") this.input.value = TODAY;
  }

  get chosen() {
    return findAll("input:checked", this.part);
  }

  get value() {
    return this.input === this.part ? this.chosen.map((box) => box.value) : this.input.value.trim();
  }

  /** Mend what can be mended in an address, and say so where its hint stands; returns what was said. */
  mend() {
    const [value, words] = this.control === "address" ? mendedAddress(this.value) : [];
    if (!words) return "";
    this.input.value = value;
    setText(find(".hint", this.part), words);
    return words;
  }

  /** Say at the field what is wrong, or nothing. What was mended keeps its room: else a click would miss what moves up. */
  tell(words, { keepRoom = false } = {}) {
    this.isWrong = Boolean(words);
    if (words || !keepRoom) setText(this.fault, words);
    this.fault.hidden = !words && !keepRoom;
    this.fault.classList.toggle("is-mended", !words && keepRoom);
    if (words) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
  }
}

/** One form: it checks itself, and hands over the file that it made. */
class Maker {
  constructor(form, show) {
    this.form = form;
    this.kind = form.dataset.form;
    this.questions = findAll("[data-name]", form).map((part) => new Question(part));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.isRight()) show(this);
    });
    form.addEventListener("change", ({ target }) => this.again(target));
  }

  question(name) {
    return this.questions.find((each) => each.name === name);
  }

  get values() {
    const values = Object.fromEntries(this.questions.map((each) => [each.name, each.value]));
    values.id ||= idFrom(values.title ?? values.name ?? `${values.entry || values.page}-${values.raised}`);
    return values;
  }

  /** An address is mended, and a field that was told wrong looked at again, as soon as it changes. */
  again(target) {
    const question = this.questions.find((each) => each.part.contains(target));
    const mended = question?.mend();
    if (mended) announce(find("[data-said]", this.form), mended);
    if (question?.isWrong) question.tell(fieldFault(question, question.value), { keepRoom: true });
  }

  isRight() {
    for (const each of this.questions) each.mend();
    const { values, questions } = this;
    for (const each of questions) each.tell(fieldFault(each, each.value));
    const groups = (this.question("develops")?.chosen ?? []).map((box) => box.dataset.group);
    for (const [name, words] of entryFaults(this.kind, values, data.taken[this.kind], groups)) {
      const question = this.question(name);
      if (!question.isWrong) question.tell(words);
    }
    const wrong = questions.filter((each) => each.isWrong);
    announce(find("[data-said]", this.form), wrong.length ? `${plural(wrong.length, "answer")} to mend.` : "");
    if (wrong.length) this.lead(wrong[0]);
    return wrong.length === 0;
  }

  lead(question) {
    const folded = question.part.closest("details");
    if (folded) folded.open = true;
    question.input.focus();
  }

  get file() {
    return { name: `${this.values.id}.yml`, folder: this.form.dataset.folder };
  }

  get text() {
    return fileText(this.kind, this.questions, this.values, this.form.dataset.constants.split(" ").filter(Boolean));
  }
}

/** The file that was made, and what can be done with it. */
class Result {
  constructor(part) {
    this.part = part;
    this.file = { name: "", folder: "" };
    this.text = "";
    find("[data-do=download]", part).addEventListener("click", () => this.download());
    find("[data-do=copy]", part).addEventListener("click", () => this.copy());
  }

  show({ file, text, form, kind }) {
    this.file = file;
    this.text = text;
    setText(find("[data-file]", this.part), `${file.folder}/${file.name}`);
    setText(find("[data-text]", this.part), text);
    const subject = `${form.dataset.title}: ${file.folder}/${file.name}`;
    find("[data-mail]", this.part).href = `mailto:${data.contact}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;
    const editor = find("[data-editor]", this.part);
    editor.hidden = !data.repository[kind];
    editor.href = data.repository[kind] + encodeURIComponent(file.name);
    this.part.hidden = false;
    this.part.focus();
    this.say("The file is in order as far as this page can tell. Download it, copy it or send it.");
  }

  say(words) {
    announce(find("[data-told]", this.part), words);
  }

  download() {
    download(this.file.name, "application/yaml", this.text);
    this.say(`${this.file.name} is saved where your downloads lie.`);
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.text);
      this.say("The text is copied.");
    } catch {
      getSelection().selectAllChildren(find("[data-text]", this.part));
      this.say("The text is marked. Copy it with Ctrl-C.");
    }
  }
}

/** An organisation that was just made can be chosen at once. */
function offer({ kind, values }) {
  if (kind !== "organisation") return;
  for (const select of findAll("[data-name=provider] select, [data-name=organisation] select")) {
    if (![...select.options].some((option) => option.value === values.id)) select.append(new Option(`${values.name} (new)`, values.id));
  }
}

/** The kind, the page and the entry that the address names; what is none of ours is left out. */
function fromAddress(makers) {
  const given = new URLSearchParams(location.hash.slice(1));
  const correction = makers.find((each) => each.kind === "correction");
  for (const name of ["page", "entry"]) {
    const question = correction.question(name);
    const value = given.get(name) ?? "";
    if (value && !fieldFault(question, value)) question.input.value = value;
  }
  if (given.has("page")) return "correction";
  return makers.find((each) => given.has(each.kind))?.kind ?? "course";
}

function start() {
  const result = new Result(find("[data-result]", desk));
  const makers = findAll("form", desk).map((form) => new Maker(form, (maker) => { offer(maker); result.show(maker); }));
  const choose = (kind) => {
    for (const { form, kind: each } of makers) form.hidden = each !== kind;
    result.part.hidden = true;
  };
  const open = () => {
    const kind = fromAddress(makers);
    find(`[name=kind][value=${kind}]`, desk).checked = true;
    choose(kind);
  };
  find(".suggest__kinds", desk).addEventListener("change", ({ target }) => choose(target.value));
  addEventListener("hashchange", open);
  open();
  desk.classList.add("is-live");
}

if (desk) start();
