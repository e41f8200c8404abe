// The gap plan: the form of the page, a plan in memory, and what happens between the two.

import * as state from "./state.js";
import * as storage from "./storage.js";
import { fitPlan } from "./fit.js";
import { fillForm, readCatalogue, readParts, showRating, showStep } from "./form.js";
import { gapList } from "./gaps.js";
import { standingPicture } from "./standing.js";
import { messages } from "./messages.js";
import { showActions, showAsides, showSponsors, showUnlisted } from "./panels.js";
import { layOut } from "./paper.js";
import { toCsv, toJson, toMarkdown, inShort } from "./exports.js";
import { toCalendar } from "./calendar.js";
import { addSponsor, differences, takeSuggestion } from "./compare.js";
import { download, isPast, keepFocus, plural, readableDay, setText } from "./dom.js";

const form = document.querySelector("[data-plan]");
if (form) start();

function start() {
  const find = (selector) => form.querySelector(selector);
  const catalogue = readCatalogue(form);
  const parts = readParts(form);
  const gaps = gapList(form, parts);
  const picture = standingPicture(find("[data-plan-standing]"));
  const { say, tell, clear } = messages(form);
  const unticked = new Map(); // day and person of what was unticked, in case it is ticked again
  let plan = state.blankPlan();
  let stored = null; // the text that this tab last saw in storage
  let home = null; // the plan that this text is of; another one never takes its place unasked
  let unreadable = null; // a stored text that could be neither read nor set aside
  let changed = false;
  let past = 0; // a day is remarked on once it is typed to the end

  // Showing.

  function showState(text) {
    setText(find("[data-saved]"), text ?? (changed ? "Changes are not saved." : plan.saved && stored !== null ? `Saved on ${moment(plan.saved)}.` : "Nothing is stored."));
  }

  const moment = (at) => new Date(at).toLocaleString("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  const showPicture = () => picture(state.standing(plan, catalogue));

  function showPanels() {
    clearTimeout(waiting);
    const [actionPlace, sponsorPlace] = [find("[data-actions]"), find("[data-sponsors]")];
    keepFocus(actionPlace, () => showActions(actionPlace, plan, catalogue, removeAction));
    keepFocus(sponsorPlace, () => showSponsors(sponsorPlace, plan, catalogue, { add: addSuggestion, drop: dropSponsor }));
  }

  let waiting = 0;
  /** Tables are drawn once the answer is on the screen. */
  function showPanelsSoon() {
    clearTimeout(waiting);
    waiting = setTimeout(showPanels, 120);
  }

  function showAll() {
    fillForm(parts, plan);
    gaps.fill(plan);
    showPicture();
    showPanels();
    showUnlisted(find("[data-unlisted-part]"), plan, catalogue);
    showAsides(find("[data-asides]"), storage.asides(), (text) => download("plan-kept-aside.json", "application/json", text));
    find("[data-plan-name]").value = plan.name;
    find("[data-plan-sponsor-banner]").hidden = plan.view !== "sponsor";
    showState();
  }

  function touch() {
    changed = true;
    showState();
  }

  // What the reader enters.

  const criterionOf = (field) => catalogue.criteria.get(field.closest("[data-criterion]").dataset.criterion);

  function rate(criterion, rating) {
    state.setCriterion(plan, criterion, { rating });
    const part = parts.items.get(criterion.id);
    showRating(part, plan);
    gaps.update(part, plan);
    showPicture();
    const words = rating ? state.RATING_WORDS[rating].toLowerCase() : "not rated";
    say(`${criterion.title}: ${words}. ${plural(state.gapsOf(plan, catalogue).length, "gap")}.`);
  }

  /** A rating that was a slip or came too early is taken back; the focus goes to the first choice, as the button goes. */
  function unrate(button) {
    const criterion = criterionOf(button);
    parts.items.get(criterion.id).radios[0].focus();
    rate(criterion, null);
    touch();
    showPanelsSoon();
  }

  function onEvidence(area) {
    const criterion = criterionOf(area);
    state.setCriterion(plan, criterion, { evidence: area.value });
    showRating(parts.items.get(criterion.id), plan);
  }

  function onStep(field) {
    const { kind, step: id } = field.closest("[data-step]").dataset;
    const key = `${kind}:${id}`;
    const criterion = field.closest("[data-ways]").dataset.ways;
    const step = kind === "own" ? { kind, id, title: field.value } : catalogue.steps[kind].get(id);
    if (field.matches("[data-pick]")) onPick(field, key, step, criterion);
    else if (field.matches("[data-own]")) onOwn(field, key, step, criterion);
    else onDetail(field, step);
    showStep(parts, plan, key, field);
  }

  function onPick(box, key, step, criterion) {
    if (box.checked) {
      state.pick(plan, step, criterion, unticked.get(key));
      say(`Added to your actions: ${step.title}${step.state ? `, which is marked ‘${step.state}’` : ""}.`);
    } else {
      unticked.set(key, { ...state.actionOf(plan, step) });
      state.unpick(plan, step, criterion);
      say(`Taken from your actions: ${step.title}.`);
    }
  }

  /** An idea of one's own is an action as long as it has words. */
  function onOwn(field, key, step, criterion) {
    const action = state.actionOf(plan, step);
    if (action && field.value) action.title = field.value;
    else if (action) {
      unticked.set(key, { ...action });
      state.removeAction(plan, step);
    } else if (field.value) state.pick(plan, step, criterion, unticked.get(key));
  }

  function onDetail(field, step) {
    const action = state.actionOf(plan, step);
    if (!action) return;
    action[field.matches("[data-due]") ? "due" : "ask"] = field.value;
    clearTimeout(past);
    if (field.matches("[data-due]") && isPast(field.value)) past = setTimeout(() => say(`${readableDay(field.value)} has passed. It stays as you wrote it.`), 700);
  }

  form.addEventListener("input", (event) => {
    const field = event.target;
    if (field.matches("[data-rating]")) rate(criterionOf(field), field.value);
    else if (field.matches("[data-evidence]")) onEvidence(field);
    else if (field.matches("[data-plan-name]")) plan.name = field.value;
    else if (field.closest("[data-step]")) onStep(field);
    else return;
    touch();
    showPanelsSoon();
  });

  function removeAction(action) {
    state.removeAction(plan, action);
    showStep(parts, plan, `${action.kind}:${action.id}`, null);
    touch();
    showPanels();
    say(`Removed: ${action.title}.`);
    find("#plan-actions").focus();
  }

  // Storage.

  /** Take what was stored; what cannot be read is set aside and offered as a file. */
  function openStored(text) {
    stored = text;
    if (text === null) return;
    try {
      open(state.readPlan(text));
      home = plan;
    } catch (error) {
      if (!(error instanceof state.PlanError)) throw error;
      keepUnreadable(text, error.message);
    }
  }

  function keepUnreadable(text, why) {
    const words = `A plan is stored on this device, and this page cannot read it. ${why} Nothing of it is lost`;
    const offer = [["Download it", () => download("plan-kept-aside.json", "application/json", text)]];
    try {
      storage.setAside(text, new Date());
      stored = null;
      tell(`${words}: it is kept aside.`, offer, { problem: true });
    } catch {
      stored = null;
      unreadable = text;
      tell(`${words}: it stays where it is. Download it before you save anew.`, offer, { problem: true });
    }
  }

  function open(next) {
    const notes = fitPlan(next, catalogue);
    plan = next;
    unticked.clear();
    if (notes.length) tell(notes.join(" "));
    if (plan.version > state.VERSION) tell("This plan was made by a newer version of the handbook. What this page does not know of it is kept.");
  }

  function save() {
    try {
      const there = storage.load();
      if (there !== null && there === unreadable) return overwrite(there);
      if (there !== null && there !== stored) return askWhich(there, "Another tab or window has saved a different plan since.");
      if (there !== null && plan !== home) return askWhich(there, "The plan on this page came from a file, and another one is stored on this device.");
      write();
    } catch (error) {
      notSaved(error);
    }
  }

  function write() {
    const before = [plan.history.slice(), plan.saved];
    state.stamp(plan, catalogue, new Date());
    const text = JSON.stringify(plan);
    try {
      storage.save(text);
    } catch (error) {
      [plan.history, plan.saved] = before;
      throw error;
    }
    stored = text;
    home = plan;
    changed = false;
    showPicture();
    showState();
    say(`Saved on this device. ${inShort(plan, catalogue)}`);
  }

  function notSaved(error) {
    if (!(error instanceof storage.StorageError)) throw error;
    showState("Not saved.");
    tell(`Not saved. ${error.message} Your words are still on this page. Download them as a file, and open the file here later.`, [["Download JSON", exportJson]], { problem: true });
  }

  /** What is stored is not what this page shows: both live on. */
  function askWhich(there, why) {
    tell(`${why} Which one stays here? The other one is kept as well.`, [
      ["Save mine, keep the other aside", () => overwrite(there)],
      ["Show the other, download mine", () => takeOther(there)],
    ], { focus: true, problem: true });
  }

  function overwrite(there) {
    try {
      storage.setAside(there, new Date());
      write();
      showAll();
    } catch (error) {
      notSaved(error);
    }
  }

  function takeOther(there) {
    exportJson();
    plan = state.blankPlan();
    changed = false;
    openStored(there);
    showAll();
  }

  storage.onOtherTab((text) => {
    if (text === stored) return;
    if (text === null) {
      stored = null;
      if (state.hasWords(plan)) changed = true;
      showState();
      tell("The stored plan was deleted in another tab or window. What you see here is not stored any more.");
    } else if (changed) {
      tell("Another tab or window has saved a plan. Yours here is not lost: when you save, you choose which one stays.");
    } else {
      openStored(text);
      showAll();
      tell("Another tab or window has saved your plan. This page now shows it.");
    }
  });

  function askToDelete() {
    tell("Delete your plan from this page and from this device, with all that was kept aside? It cannot be brought back.", [["Yes, delete it all", deleteAll]], { focus: true, problem: true, cancelFirst: true });
  }

  function deleteAll() {
    let words = "Everything is deleted: on this page and on this device.";
    try {
      storage.clear();
    } catch {
      words = "This page is empty now. The browser does not let it reach its storage, so clear this site’s data in the browser’s settings if you saved earlier.";
    }
    clear();
    plan = state.blankPlan();
    stored = home = null;
    changed = false;
    unticked.clear();
    showAll();
    tell(words);
    find("[data-do=delete]").focus();
  }

  // Files.

  const fileName = (ending) => `gap-plan-${new Date().toISOString().slice(0, 10)}.${ending}`;

  function exportJson() {
    const copy = structuredClone(plan);
    state.stamp(copy, catalogue, new Date());
    download(fileName("json"), "application/json", toJson(copy));
  }

  function exportCalendar() {
    const dated = plan.actions.filter(({ due }) => due).length;
    if (!dated) return tell("No action has a day yet. Give one a day under ‘Gaps’, and the calendar has something to hold.");
    download(fileName("ics"), "text/calendar", toCalendar(plan, catalogue, new Date()));
    say(`Calendar with ${plural(dated, "dated action")} downloaded.`);
  }

  function exportBlank() {
    const blank = state.blankPlan("sponsor");
    for (const { id, title } of catalogue.criteria.values()) blank.criteria[id] = { title, evidence: "", rating: null };
    blank.made_with = catalogue.edition;
    download("blank-plan-for-sponsor.json", "application/json", toJson(blank));
  }

  const print = () => {
    showPanels();
    window.print();
  };

  const actions = {
    save,
    print,
    ics: exportCalendar,
    md: () => download(fileName("md"), "text/markdown", toMarkdown(plan, catalogue)),
    csv: () => download(fileName("csv"), "text/csv", toCsv(plan, catalogue)),
    json: exportJson,
    blank: exportBlank,
    delete: askToDelete,
    unrate,
  };
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) actions[button.dataset.do](button);
  });

  // For paper the frame of the site unfolds everything; what was folded is folded again afterwards.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...form.querySelectorAll("details:not([open])")];
    layOut(find("[data-paper]"), form, plan, catalogue);
  }, { capture: true });
  addEventListener("afterprint", () => { for (const part of folded) part.open = false; });

  /** The plan in a chosen file, or null after a message that says why not. */
  async function planFrom(input) {
    const [file] = input.files;
    input.value = "";
    if (!file) return null;
    try {
      if (file.size > state.LARGEST_FILE) throw new state.PlanError("It is too large for one.");
      return state.readPlan(await file.text());
    } catch (error) {
      const why = error instanceof state.PlanError ? error.message : "The browser could not read it.";
      tell(`‘${file.name}’ was not opened. ${why} Your plan on this page is unchanged.`, [], { problem: true });
      return null;
    }
  }

  find("[data-open]").addEventListener("change", async (event) => {
    const found = await planFrom(event.target);
    if (!found) return;
    const before = { plan, changed };
    open(found);
    touch();
    showAll();
    const blank = plan.view === "sponsor" ? " You fill this in for somebody else: write what you have seen this person do, rate it, then take the file with ‘Download JSON’ and send it back." : "";
    const kept = stored === null ? "" : " What is stored stays as it is: when you save, you choose which one stays.";
    tell(`Opened: ${inShort(plan, catalogue)} It is not saved on this device yet.${kept}${blank}`, state.hasWords(before.plan) ? [["Bring back what was here", () => swap(before)]] : []);
  });

  /** Show another plan in place of this one, and offer the way back: what either holds is not lost. */
  function swap(other) {
    const before = { plan, changed };
    plan = other.plan;
    changed = other.changed || plan !== home;
    unticked.clear();
    showAll();
    tell("Brought back. What was here instead is not lost.", [["Show it again", () => swap(before)]]);
  }

  find("[data-compare]").addEventListener("change", async (event) => {
    const found = await planFrom(event.target);
    if (!found) return;
    fitPlan(found, catalogue);
    const sponsor = addSponsor(plan, found);
    touch();
    showPanels();
    const apart = differences(plan, sponsor, catalogue).filter((each) => each.apart).length;
    const words = apart ? `you see ${plural(apart, "criterion", "criteria")} differently` : "you differ on no criterion that both have rated";
    const mine = found.view !== "sponsor" ? " This file is a plan of somebody’s own, perhaps yours, and not a view that a sponsor filled in." : "";
    tell(`Merged: ${words}.${mine}`);
    find("[data-sponsors] .plan-sponsor:last-child h4").focus();
  });

  function addSuggestion(action) {
    takeSuggestion(plan, action);
    showStep(parts, plan, `${action.kind}:${action.id}`, null);
    touch();
    showPanels();
    say(`Added to your actions: ${action.title}.`);
    find("#plan-sponsor").focus();
  }

  function dropSponsor(sponsor) {
    plan.sponsors = plan.sponsors.filter((each) => each !== sponsor);
    touch();
    showPanels();
    say("The sponsor’s view is removed.");
    find("#plan-sponsor").focus();
  }

  // Moving about: a folded part that a link leads to opens and takes the focus.

  function unfold(hash) {
    const target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!target || !form.contains(target) || !target.matches("details, h3")) return;
    if (target.localName === "details") target.open = true;
    const within = target.parentElement.closest("details");
    if (within) within.open = true;
    (target.querySelector("summary") ?? target).focus();
  }
  form.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link) setTimeout(() => unfold(link.getAttribute("href")));
  });
  addEventListener("hashchange", () => unfold(location.hash));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("beforeunload", (event) => changed && state.hasWords(plan) && event.preventDefault());

  // Begin.

  for (const part of form.querySelectorAll("[data-plan-js]")) part.hidden = false;
  for (const { item, ways } of parts.items.values()) item.open = ways.open = false;
  form.classList.add("plan--live");
  try {
    openStored(storage.load());
  } catch (error) {
    if (!(error instanceof storage.StorageError)) throw error;
    tell(`${error.message} You can fill the plan in all the same: print it, or download it as a file before you leave.`, [], { problem: true });
  }
  showAll();
  unfold(location.hash);
}
