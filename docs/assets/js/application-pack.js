// The application pack: a pasted specification, its lines matched, an example for each. Kept in the page alone.
import { match, prepare } from "./match.js";
import { announce, element, pageData } from "./lib/dom.js";
import { download } from "./lib/files.js";
import { printButtons } from "./lib/print.js";

const FRAME = [
  ["situation", "Situation", "Where and when, and what was at stake"],
  ["task", "Task", "What fell to you, in one sentence"],
  ["action", "Action", "What you did yourself; say 'I'"],
  ["result", "Result", "What changed, by how much, and who would confirm it"],
];

const PLAN_FORMAT = "medical-director-handbook-plan";
const PLAN_KEY = "handbook-plan"; // where the plan page keeps what the reader saves

/**
 * The evidence that a saved gap plan holds: text by criterion. Ids in `retired` ("criterion:old": "new") lead to what
 * replaced them, and texts that meet there both stay. Throws where the text is no such plan.
 */
export function evidenceOf(text, retired = {}) {
  const plan = JSON.parse(text.replace(/^\uFEFF/, ""));
  if (plan?.format !== PLAN_FORMAT) throw new TypeError("not a plan of this handbook");
  const today = (id, steps = 20) => {
    const next = retired[`criterion:${id}`];
    return next && next !== "none" && steps ? today(next, steps - 1) : id;
  };
  const found = new Map();
  for (const [id, each] of Object.entries(plan.criteria ?? {})) {
    const written = typeof each?.evidence === "string" ? each.evidence.trim() : "";
    if (written) found.set(today(id), [found.get(today(id)), written].filter(Boolean).join("\n\n"));
  }
  return found;
}

/** What is stored on this device under the plan's name; null where there is none or the browser refuses. */
function storedPlan() {
  try {
    return localStorage.getItem(PLAN_KEY);
  } catch {
    return null;
  }
}

/** Whether a plan is stored, without a look at what it says. */
function planIsStored() {
  try {
    return Object.hasOwn(localStorage, PLAN_KEY);
  } catch {
    return false;
  }
}

/** The pack as Markdown. `lines` hold text, importance, criterion (or undefined), confirmed, frame; `evidence` by criterion. */
export function asMarkdown(lines, evidence = new Map()) {
  const one = (text) => text.trim().replace(/\s*\n\s*/g, "\n  ");
  const parts = lines.map((line, index) => [
    `## ${index + 1}. ${line.text.trim()}`,
    "",
    `${line.importance === "desirable" ? "Desirable" : "Essential"}. Criterion: ${line.criterion?.title ?? "none of the 22"}${line.confirmed ? "" : " (match not confirmed)"}.`,
    "",
    ...FRAME.map(([key, title]) => `- **${title}:** ${one(line.frame[key]) || "(nothing written yet)"}`),
    ...(evidence.has(line.criterion?.id) ? [`- **From my plan:** ${one(evidence.get(line.criterion.id))}`] : []),
    "",
  ].join("\n"));
  return `# Application pack\n\n${parts.join("\n")}\nMade with The Medical Director Handbook. The matches are its suggestions, the examples are yours.\n`;
}

/** Let a text field grow with its text, on screen and on paper. */
function grow(area) {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

class Pack {
  constructor(form) {
    this.form = form;
    this.data = pageData("pack-data");
    this.model = prepare(this.data);
    this.byId = new Map(this.data.criteria.map((each) => [each.id, each]));
    this.lines = [];
    this.removed = []; // lines that the reader took away, the last of them last
    this.evidence = new Map();
    this.saved = true;
    this.find = (name) => form.querySelector(`[data-pack-${name}]`);
    this.text = form.querySelector("#pack-text");
  }

  say(text) { announce(this.find("said"), text); }

  start() {
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.read(); });
    this.form.addEventListener("input", (event) => {
      if (event.target.type === "file") return;
      this.saved = false;
      if (event.target.dataset.frame) grow(event.target);
    });
    this.find("save").addEventListener("click", () => this.save());
    this.find("plan").addEventListener("change", async ({ target }) => {
      if (target.files.length) this.takePlan(await target.files[0].text());
      target.value = "";
    });
    this.find("stored").hidden = !planIsStored();
    this.find("stored").addEventListener("click", () => this.takeStored());
    this.find("back").addEventListener("click", () => this.bringBack());
    this.find("clear").addEventListener("click", () => this.clear());
    addEventListener("beforeunload", (event) => { if (!this.saved) event.preventDefault(); });
    addEventListener("beforeprint", () => this.form.querySelectorAll("[data-frame]").forEach(grow));
  }

  read() {
    const found = match(this.text.value, this.model);
    if (!found.length) {
      this.say("There is no line to match. Paste the text of a specification first.");
      this.text.focus();
      return;
    }
    // What was written stays with its line when the same text is matched again.
    const before = new Map([...this.removed, ...this.lines].map((line) => [line.text, line]));
    this.lines = found.map((line) => before.get(line.text)
      ?? { ...line, criterion: this.byId.get(line.matches[0]?.id), confirmed: false, frame: { situation: "", task: "", action: "", result: "" } });
    const dropped = [...before.values()].filter((line) => !this.lines.includes(line) && !this.removed.includes(line) && Object.values(line.frame).some(Boolean));
    this.lines.push(...dropped); // nothing that the reader wrote is lost
    this.removed = this.removed.filter((line) => !this.lines.includes(line));
    this.draw();
    this.find("result").hidden = false;
    this.count();
    this.form.querySelector("#pack-lines").focus();
  }

  draw() {
    this.find("lines").replaceChildren(...this.lines.map((line, index) => this.row(line, index)));
    this.find("back").hidden = !this.removed.length;
  }

  /** Take a line away; it can be brought back, and the focus goes to the line that takes its place. */
  remove(line) {
    const at = this.lines.indexOf(line);
    this.lines.splice(at, 1);
    this.removed.push(line);
    line.wasAt = at;
    this.saved = false;
    this.draw();
    this.count(`Removed: ${line.text} `);
    const next = this.find("lines").children[Math.min(at, this.lines.length - 1)];
    (next?.querySelector("[data-pack-remove]") ?? this.find("back")).focus();
  }

  bringBack() {
    const line = this.removed.pop();
    this.lines.splice(line.wasAt, 0, line);
    this.draw();
    this.count(`Brought back: ${line.text} `);
    this.find("lines").children[line.wasAt].querySelector("select").focus();
  }

  takeStored() {
    const text = storedPlan();
    if (text === null) this.say("No plan is saved on this device any more.");
    else this.takePlan(text, "What is saved on this device cannot be read as a plan. Open the plan page to see what it is.");
  }

  takePlan(text, problem = "That file is not a plan of this handbook. Save one as JSON on the plan page, and choose it here.") {
    try {
      this.evidence = evidenceOf(text, this.data.retired);
    } catch {
      this.say(problem);
      return;
    }
    this.draw();
    const found = this.lines.filter((line) => this.evidence.has(line.criterion?.id)).length;
    this.say(`Your plan holds evidence for ${this.evidence.size} ${this.evidence.size === 1 ? "criterion" : "criteria"}; it stands below ${found} of your lines.`);
  }

  row(line, index) {
    const own = element("p", { class: "pack__own" });
    const why = element("p", { class: "pack__why", id: `pack-why-${index}` });
    const choice = this.choice(line, index);
    const confirmed = element("input", { type: "checkbox", checked: line.confirmed });
    const explain = () => {
      why.replaceChildren(...this.reason(line));
      const written = this.evidence.get(line.criterion?.id);
      own.hidden = !written;
      own.replaceChildren(element("b", {}, "From your plan: "), written ?? "");
    };
    choice.addEventListener("change", () => {
      line.criterion = this.byId.get(choice.value);
      line.confirmed = confirmed.checked = true; // who moves a line has judged it
      explain();
      this.count();
    });
    confirmed.addEventListener("change", () => { line.confirmed = confirmed.checked; this.count(); });
    explain();
    return element("li", { class: "pack__line" },
      element("p", { class: "pack__text" }, line.text, " ", element("span", { class: "badge" }, line.importance)),
      element("div", { class: "pack__match" },
        element("label", {}, element("span", {}, "Criterion", element("span", { class: "sr-only" }, ` for line ${index + 1}`)), choice),
        element("label", { class: "pack__right" }, confirmed, " This is right")),
      why,
      own,
      this.frame(line, index),
      element("p", { class: "pack__remove" }, element("button", { type: "button", class: "text-button", dataset: { packRemove: "" }, onclick: () => this.remove(line) }, "Remove this line", element("span", { class: "sr-only" }, `: ${line.text}`))));
  }

  choice(line, index) {
    const option = (id) => element("option", { value: id, selected: line.criterion?.id === id }, this.byId.get(id).title);
    const likely = line.matches.slice(0, 3).map((each) => each.id);
    const select = element("select", { id: `pack-choice-${index}`, "aria-describedby": `pack-why-${index}` });
    if (likely.length) select.append(element("optgroup", { label: "Most likely" }, ...likely.map(option)));
    for (const [group, title] of Object.entries(this.data.groups)) {
      const rest = this.data.criteria.filter((each) => each.group === group && !likely.includes(each.id));
      if (rest.length) select.append(element("optgroup", { label: title }, ...rest.map((each) => option(each.id))));
    }
    select.append(element("option", { value: "", selected: !line.criterion }, "None of the 22"));
    return select;
  }

  reason(line) {
    if (!line.criterion) return [line.matches.length ? "You placed it outside the 22." : "No criterion fits by its words. Choose one, or leave it: many trusts ask for registration or a degree, which the example does not."];
    const words = line.matches.find((each) => each.id === line.criterion.id)?.words ?? [];
    const led = words.length ? `Because of: ${words.slice(0, 4).join("; ")}. ` : line.matches[0]?.id === line.criterion.id ? "Because of words that both share. " : "You placed it here. ";
    return [led, line.criterion.about, " ", element("a", { href: line.criterion.page }, "What builds it", element("span", { class: "sr-only" }, `: ${line.criterion.title}`))];
  }

  frame(line, index) {
    const fields = FRAME.map(([key, title, hint]) => {
      const area = element("textarea", { rows: 2, value: line.frame[key], placeholder: " ", dataset: { frame: key }, autocomplete: "off" });
      area.addEventListener("input", () => { line.frame[key] = area.value; });
      return element("label", {}, element("span", {}, element("b", {}, title), ` ${hint}`), area);
    });
    return element("details", { class: "pack__frame", open: Object.values(line.frame).some(Boolean) },
      element("summary", {}, "My example", element("span", { class: "sr-only" }, ` for line ${index + 1}`)), ...fields);
  }

  count(first = "") {
    const matched = this.lines.filter((line) => line.criterion).length;
    const confirmed = this.lines.filter((line) => line.confirmed).length;
    this.say(`${first}${this.lines.length} ${this.lines.length === 1 ? "line" : "lines"}: ${matched} with a criterion, ${confirmed} confirmed by you.`);
    const asked = new Set(this.lines.map((line) => line.criterion?.id));
    const gaps = this.data.criteria.filter((each) => !asked.has(each.id)).map((each) => each.title);
    this.find("gaps").textContent = gaps.length ? `${gaps.join(", ")}. A panel may still ask.` : "None: every criterion of the example is asked for.";
  }

  save() {
    download("application-pack.md", "text/markdown", asMarkdown(this.lines, this.evidence));
    this.saved = true;
    this.say("Saved as application-pack.md. It is in your downloads.");
  }

  clear() {
    if (!this.saved && !confirm("Delete everything that you pasted and wrote here?")) return;
    this.text.value = "";
    this.lines = [];
    this.removed = [];
    this.evidence = new Map();
    this.saved = true;
    this.draw();
    this.find("result").hidden = true;
    this.say("Everything is deleted.");
    this.text.focus();
  }
}

const form = document.querySelector("[data-pack]");
if (form) {
  new Pack(form).start();
  printButtons();
}
