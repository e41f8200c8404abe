// Reads a pasted specification: lines, headings and asides, each with its group and importance. Nothing is left out:
// every word of the paste stands in one of them, so that the reader can put right what was read wrongly.

import { cueAtStart, groupOf, isGroupName, isSure } from "./match.js";
import { isFurniture, isOfThePost } from "./furniture.js";
import { normalise } from "./normalise.js";
import { importanceOf, isBullet, isBulleted, isMethod, isTick, levelOf, markOf, parts, unmark } from "./rows.js";
import { clarify, rejoin, shapeOf, unlist } from "./shape.js";

/** @typedef {{is: "line" | "heading" | "aside", text: string, group: string, importance: "essential" | "desirable", method: string}} Item */

const ASIDE = /^(?:how|methods?|means|assessed|assessment|measured|evidenced|evidence|scor(?:e|ing)|weight(?:ing)?)(?: \w+){0,2}$|^essential\b.*\bdesirable\b|^e\s*[/|]\s*d$/i;
const LEVEL_COLUMN = /^(?:level|importance|priority|status|e\s*[/|]\s*d|essential\W+(?:or\W+)?desirable)$/i;
const OTHER = /^(?:other|additional|special|general|physical|circumstances|personal circumstances)(?: requirements| factors| conditions)?$/i;
const FIRST = /^(?:criteri(?:a|on)|requirements?|attributes?|factors?|areas?|categor(?:y|ies)|essential|no\.?|ref\.?|)$/i;
const GOES_ON = /(?:\b(?:and|or|of|the|a|an|to|with|in|for|by|on|from|at|as|that|which|across|including|within|such)|[,/&-])$/i;
const NARROW = 18; // letters of a wrapped row in one of two columns

/** A row as [text, column]; a column is a number where the paste has a table. */
function cellsOf(row, table) {
  if (row.includes("\t")) return row.split("\t").map((cell, index) => [cell.trim(), index]);
  const found = [...row.matchAll(/\S(?:.*?\S)?(?= {3,}|\s*$)/g)].map(({ 0: text, index }) => [text, index]);
  if (!table?.offsets) return found.map(([text], index) => [text, index]);
  return found.map(([text, at]) => [text, table.offsets.findLastIndex((offset) => offset <= at + 2)]);
}

/** What each column holds, where the row is the head of a table: {kinds, offsets}, or null. */
function headOf(row) {
  const cells = row.includes("\t") ? row.split("\t").map((cell) => cell.trim()) : row.trim().split(/ {3,}/);
  if (cells.length < 2 || cells.some((cell) => cell.split(/\s+/).length > 5)) return null;
  const kinds = cells.map((cell) => (LEVEL_COLUMN.test(cell) ? "mark" : levelOf(cell) || (/^[ED]$/.test(cell) && importanceOf(cell)) || (ASIDE.test(cell) ? "aside" : "")));
  const both = kinds.includes("essential") && kinds.includes("desirable");
  if (!both && !((kinds.includes("aside") || kinds.includes("mark")) && cells.some((cell) => FIRST.test(cell)))) return null;
  return { kinds, offsets: row.includes("\t") ? null : cells.map((cell) => row.indexOf(cell)) };
}

/** Cells that a spreadsheet put in quotation marks because they hold several lines, made one row again. */
const unquote = (text) => (text.includes("\t") ? text.replace(/(^|\t)"((?:[^"]|"")*)"(?=\t|\n|$)/gm, (_, before, cell) => before + cell.replaceAll('""', '"').replace(/\s*\n\s*/g, " • ")) : text);

class Reader {
  constructor(model, rows) {
    this.model = model;
    this.rows = rows;
    this.items = [];
    this.group = "";
    this.importance = "essential";
    this.headed = false; // a group was named
    this.outer = false; // groups stand within "essential criteria" and "desirable criteria", not the other way round
    this.table = null;
    this.filled = 0; // cells of a table's row that is not complete
    this.open = new Map(); // the last line of each column, while it may go on
    this.shape = shapeOf(rows);
    this.ticked = rows.some((row) => row.split("\t").some((cell) => isTick(cell.trim())));
  }

  read() {
    this.rows.forEach((row, at) => {
      this.next = this.rows.slice(at + 1).find((each) => each.trim()) ?? "";
      this.indent = row.search(/\S/);
      this.row(row);
    });
    return this.items;
  }

  row(row) {
    if (isFurniture(row.trim().replace(/\s+/g, " ")) && !headOf(row)) return void this.add("aside", row);
    const head = headOf(row);
    if (head) return this.head(row, head);
    const cells = cellsOf(row, this.table);
    if (this.goesOnInTable(row, cells)) return this.tableRow(row, cells, this.filled - 1);
    return this.table && cells.length > 1 ? this.tableRow(row, cells, 0) : this.plainRow(row, cells);
  }

  head(row, head) {
    this.table = head;
    this.filled = 0;
    this.open.clear();
    this.add("heading", row.trim().replace(/\t+| {3,}/g, " | "));
  }

  /** A cell of two paragraphs breaks its row: what follows belongs to the cell that was open. */
  goesOnInTable(row, cells) {
    const { kinds, offsets } = this.table ?? {};
    if (!kinds || offsets || !cells.length || !this.filled || this.filled >= kinds.length || row.startsWith("\t")) return false;
    return cells.length <= kinds.length - this.filled + 1 && !isGroupName(cells[0][0], this.model) && !levelOf(cells[0][0]);
  }

  tableRow(row, cells, first) {
    const { kinds, offsets } = this.table;
    const moved = offsets ? cells : cells.map(([text, column]) => [text, column + first]);
    if (!offsets) this.filled = Math.max(...moved.map(([, column]) => column)) + 1;
    if (this.filled >= kinds.length) this.filled = 0;
    const shift = !offsets && !first && cells.length > kinds.length && isBullet(cells.find(([text]) => text)?.[0] ?? "");
    const kept = moved.filter(([text]) => text && !(isBullet(text) && !isTick(text) && importanceOf(text) === ""));
    this.cells(kept.map(([text, column]) => [text, shift ? column - 1 : column]), row.includes("\t"));
  }

  /** Texts with the column of each: marks and ways of assessment go to the line, names of groups become headings. */
  cells(cells, isTable) {
    const kinds = this.table?.kinds ?? [];
    const tick = cells.find(([text, column]) => isTick(text) && importanceOf(kinds[column] ?? ""));
    const mark = cells.map(([text, column]) => (kinds[column] === "aside" ? null : markOf(text))).find((found, index) => found && (cells.length > 1 || index)) ?? null;
    const method = cells.filter(([text, column]) => kinds[column] === "aside" || (isMethod(text) && cells.length > 1)).map(([text]) => text).join(" ");
    const texts = cells.filter(([text, column]) => !isTick(text) && kinds[column] !== "aside" && !(cells.length > 1 && (markOf(text) || isMethod(text))));
    const [first, second] = texts;
    if (texts.length > 1 && !importanceOf(kinds[first[1]] ?? "") && (importanceOf(kinds[second[1]] ?? "") || isGroupName(first[0], this.model))) this.heading(texts.shift()[0]);
    if (!texts.length && method) this.add("aside", method);
    if (this.isHeadingOfTable(texts, tick, mark, method)) return void this.heading(first[0]);
    for (const [text, column] of texts) {
      const said = importanceOf(kinds[column] ?? "") || (tick ? kinds[tick[1]] : "") || mark?.importance || "";
      this.text(text, { column, said, method: [mark?.method, method].filter(Boolean).join(" "), alone: texts.length === 1 && !isTable, tabbed: isTable });
    }
  }

  /** A short text alone in its row, where all lines of the table have a tick. */
  isHeadingOfTable(texts, tick, mark, method) {
    const [text, column] = texts[0] ?? [];
    return this.ticked && this.table && texts.length === 1 && !tick && !mark && !method && !importanceOf(this.table.kinds[column] ?? "") && text.split(/\s+/).length <= 5;
  }

  plainRow(row, cells) {
    const kept = cells.filter(([text]) => text && !(isBullet(text) && cells.length > 1));
    this.filled = 0;
    if (!kept.length) this.open.clear();
    else if (kept.length > 1) this.cells(kept, row.includes("\t"));
    else this.alone(kept[0][0], kept[0][1]);
  }

  /** A row with one text. */
  alone(text, column) {
    const mark = markOf(text);
    const last = this.items.findLast((item) => item.is === "line");
    if (mark && last && (this.shape.follow || this.shape.ends || mark.method || /^.$/.test(text))) {
      Object.assign(last, { importance: mark.importance, method: [last.method, mark.method].filter(Boolean).join(" ") });
      this.open.clear();
    } else if (isMethod(text) && last) {
      last.method = [last.method, text].filter(Boolean).join(" ");
    } else {
      const said = importanceOf(this.table?.kinds[column] ?? "");
      this.text(text, { column, said, method: "", alone: !said });
    }
  }

  text(raw, { column, said, method, alone, tabbed = false }) {
    const bulleted = isBulleted(raw);
    const own = unmark(raw, this.shape.starts);
    if (alone && !bulleted && this.isMarkedHeading(raw, own)) return this.heading(raw.trim());
    if (alone && !bulleted && (isOfThePost(raw) || this.isTitle(raw))) return this.aside(raw);
    const goesOn = !bulleted && own.at !== "start" && this.joins(raw, own, column);
    if (alone && !own.importance && !(goesOn && /^[a-z]/.test(raw)) && (this.isHeading(own.text, bulleted) || this.isNumberedHeading(raw, own.text))) return this.heading(own.text);
    if (alone && levelOf(own.text || raw) && this.isShort(raw)) return this.heading(raw.trim());
    if (goesOn) return this.join(own, raw, column);
    for (const part of parts(own.text).map((each) => unmark(each))) {
      const how = [part.method, own.method, method].filter(Boolean).join(" ");
      this.line(part.text, part.importance || own.importance || said, how, { width: raw.trim().length, bulleted, tabbed, at: own.at, marked: own.at === "end" }, column);
    }
    return undefined;
  }

  isShort(text) {
    return text.split(/\s+/).length <= 4 && !/[.;]$/.test(text) && !/^\w+\s*:\s*\S/.test(text);
  }

  /** "Experience (Essential)": the name of a group with an importance, where lines are not marked so themselves. */
  isMarkedHeading(raw, own) {
    const { ends, starts } = this.shape;
    const name = own.text.replace(/\s*:$/, "");
    return /essential|desirable/i.test(raw) && own.importance && !own.method && (isGroupName(name, this.model) || FIRST.test(name)) && (isBulleted(this.next) || !(ends || starts));
  }

  /** The name of the post at the head of the paste. */
  isTitle(text) {
    return !this.items.some((item) => item.is === "line") && !this.headed && /\b(?:trust|nhs|director|officer)\b/i.test(text) && /(?:director|officer|trust|specification)(?: \([^)]*\))?$|^chief|^medical director|^executive medical/i.test(text) && text.split(/\s+/).length < 10 && !/\b(?:experience|years?|as an?|knowledge|has|have)\b/i.test(text);
  }

  /** Short, no sentence, and named like a part of a specification or set apart. */
  isHeading(text, bulleted) {
    const words = text.split(/\s+/);
    if (!text || words.length > 7 || /[.;]$/.test(text) || (bulleted && words.length > 2)) return false;
    if (text.endsWith(":") || (words.length > 1 && text === text.toUpperCase() && /[A-Z]{3}/.test(text))) return true;
    if (OTHER.test(text)) return true;
    if (this.isBetween(text, bulleted)) return true;
    return words.length <= 4 && !/\b(?:of|in|to|with)\b/i.test(text) && !isSure(text, this.model) && cueAtStart(text, this.model);
  }

  /** A row without bullet and mark that stands above a bullet, where all lines have both. */
  isBetween(text, bulleted) {
    return this.shape.ends && this.shape.listed && !bulleted && isBulleted(this.next) && /^\p{Lu}/u.test(text);
  }

  /** "2. Experience" above lines that are marked in another way. */
  isNumberedHeading(raw, text) {
    const next = this.next.trim();
    return /^\s*\d/.test(raw) && !/[.;]$/.test(text) && text.split(/\s+/).length < 6 && cueAtStart(text, this.model) && (levelOf(next) !== "" || (isBulleted(next) && !/^\d/.test(next)));
  }

  /** Whether a row goes on with the line before it in its column. */
  joins(raw, own, column) {
    const open = this.open.get(this.table?.offsets ? column : 0);
    const { ends, starts, listed, wide, small } = this.shape;
    if (!open || open.tabbed || (markOf(raw) && !own.text) || (open.marked && ends)) return false;
    if (raw.trim().startsWith("(") || (ends && listed && open.bulleted)) return true;
    if (GOES_ON.test(open.item.text) || (this.indent > open.indent && /^[a-z]/.test(raw))) return true;
    if (starts && open.at === "start") return !own.importance;
    const wrapped = this.table?.offsets ? open.width >= NARROW : open.width + raw.trim().split(/\s/)[0].length >= wide;
    if (!wrapped || /[.;:!?]$/.test(open.item.text)) return false;
    return ends || (/^[a-z(]/.test(raw.trim()) && !small) || (listed && open.bulleted);
  }

  join(own, raw, column) {
    const open = this.open.get(this.table?.offsets ? column : 0);
    open.item.text += ` ${own.text}`;
    open.item.method = [open.item.method, own.method].filter(Boolean).join(" ");
    if (own.importance) Object.assign(open.item, { importance: own.importance });
    Object.assign(open, { width: raw.trim().length, marked: own.at === "end" });
  }

  line(text, said, method, how, column) {
    const item = this.add("line", text, said || this.importance, method);
    this.open.set(this.table?.offsets ? column : 0, { item, ...how, indent: this.indent });
  }

  aside(text) {
    this.open.clear();
    this.add("aside", text.trim());
  }

  heading(text) {
    const named = groupOf(text, this.model);
    const levels = text.match(/\b(?:essential|desirable)\b/gi) ?? [];
    const said = levels.length === 1 && levels[0].toLowerCase();
    if (said && !named && !this.headed) this.outer = true;
    if (said) this.importance = said;
    else if (!this.outer) this.importance = "essential";
    if (named || !said) {
      this.group = named;
      this.headed = true;
    }
    this.open.clear();
    this.add("heading", text);
  }

  add(is, text, importance = this.importance, method = "") {
    const item = { is, text: text.replace(/\s+/g, " ").trim(), group: this.group, importance, method };
    this.items.push(item);
    return item;
  }
}

/**
 * A paste as items, in order.
 * @param {string} paste
 * @returns {Item[]}
 */
export function readPaste(paste, model) {
  const rows = unquote(normalise(paste)).split("\n");
  return new Reader(model, unlist(clarify(rejoin(rows)))).read();
}
