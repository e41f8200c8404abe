// The dialog in which a reader types, and the list of what is found: a plain list of links below a field.
{
  const search = (/** @type {any} */ (globalThis).handbookSearch ??= {});
  const MOST = 25; // sections that are shown at once
  const WAIT = 80; // milliseconds after the last key
  const SAY = 600; // and before a screen reader is told
  const AROUND = 70; // characters of a text before the first word that is found
  const LONG = 240;
  const SLASH = "handbook-no-slash";
  const FOUND = "handbook-found";

  /** An element; `text` is text, never markup. */
  function make(tag, attributes = {}, ...children) {
    const part = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) part.addEventListener(name.slice(2), value);
      else part.setAttribute(name, value);
    }
    part.append(...children);
    return part;
  }

  /** The address of a place; from a disk a folder does not open its page by itself. */
  function address(url, anchor) {
    const file = location.protocol === "file:" ? "index.html" : "";
    return new URL(url + file + (anchor ? `#${anchor}` : ""), search.root).href;
  }

  /** A text with the words of the set `found` marked. */
  function marked(text, found) {
    const parts = [];
    let last = 0;
    for (const [from, to] of search.places(text, found)) {
      parts.push(text.slice(last, from), make("mark", {}, text.slice(from, to)));
      last = to;
    }
    return [...parts, text.slice(last)];
  }

  /** The piece of a section's text around the first word that is found. */
  function excerpt(text, found) {
    const [first] = search.places(text, found);
    let from = first ? Math.max(0, first[0] - AROUND) : 0;
    if (from) from = text.indexOf(" ", from) + 1;
    const cut = text.slice(from, from + LONG);
    const to = text.length > from + LONG ? cut.lastIndexOf(" ") : cut.length;
    return `${from ? "… " : ""}${cut.slice(0, to)}${to < text.length - from ? " …" : ""}`;
  }

  /** Why a section is here whose title does not say so: the name, of today or of old, under which it was found. */
  function otherName({ title, names, before }, found) {
    const hits = (text) => search.places(text, found).length;
    if (hits(title)) return "";
    const best = (all) => all.toSorted((a, b) => hits(b) - hits(a)).find(hits);
    const [now, old] = [best(names), best(before)];
    return now ? `Also called ${now}` : (old && `Today’s place for ${old}`) || "";
  }

  function result(each) {
    const found = new Set(each.terms);
    const where = [each.chapter, each.anchor ? each.page : ""].filter(Boolean).join(" › ");
    const text = search.texts?.[each.id] || "";
    const link = make("a", { href: address(each.url, each.anchor) }, make("span", { class: "search__title" }, ...marked(each.title, found)));
    if (where) link.append(make("span", { class: "search__where" }, where));
    const other = otherName(each, found);
    if (other) link.append(make("span", { class: "search__other" }, other));
    if (text) link.append(make("span", { class: "search__text" }, ...marked(excerpt(text, found), found)));
    link.addEventListener("click", (event) => leave(event, each.terms));
    return make("li", {}, link);
  }

  /** The page that opens is told which words to mark in which section; it forgets them at once. */
  function leave(event, terms) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    dialog.close();
    const link = event.currentTarget;
    const anchor = link.hash.slice(1);
    if (link.href.split("#")[0] === location.href.split("#")[0]) search.mark(terms, anchor);
    else {
      try {
        sessionStorage.setItem(FOUND, JSON.stringify([terms, anchor]));
      } catch {}
    }
  }

  const field = make("input", {
    type: "search", id: "search-field", autocomplete: "off", autocapitalize: "none", spellcheck: "false", enterkeyhint: "go",
    "aria-controls": "search-results",
  });
  // Where there is no room or no keyboard, nothing is said of keys (docs/assets/css/search.css).
  if (matchMedia("(min-width: 45rem) and (hover: hover)").matches) field.setAttribute("aria-describedby", "search-keys");
  const reading = make("p", { class: "search__reading" });
  const count = make("p", { class: "search__count" });
  const status = make("p", { class: "sr-only", role: "status" });
  const list = make("ol", { id: "search-results", class: "search__results" });
  const more = make("button", { type: "button", class: "search__more", onclick: goOn }, "Show more");
  const help = make("div", { class: "search__help" });
  const close = make("button", { type: "button", class: "search__close", onclick: () => dialog.close() }, "Close");
  const slash = make("input", { type: "checkbox", id: "search-slash", onchange: keepSlash });
  const keys = make("p", { class: "search__keys" },
    make("span", { id: "search-keys" }, make("kbd", {}, "↓"), " and ", make("kbd", {}, "↑"), " go through the results, ",
      make("kbd", {}, "Enter"), " opens, ", make("kbd", {}, "Esc"), " closes. "),
    make("span", {}, make("kbd", {}, "Ctrl K"), " opens the search. "),
    make("label", { for: "search-slash" }, slash, " So does ", make("kbd", {}, "/")));
  const scroll = make("div", { class: "search__scroll" }, reading, count, list, more, help, keys);
  const dialog = make("dialog", { class: "search", "aria-label": "Search the handbook" },
    make("div", { class: "search__head", role: "search" },
      make("label", { for: "search-field", class: "sr-only" }, "Search the handbook"), field, close),
    status, scroll);

  function keepSlash() {
    try {
      if (slash.checked) localStorage.removeItem(SLASH);
      else localStorage.setItem(SLASH, "1");
    } catch {}
  }

  function links(title, all) {
    const items = all.map(([text, url, anchor]) => make("li", {}, make("a", { href: address(url, anchor) }, text)));
    return [make("p", {}, title), make("ul", {}, ...items)];
  }

  const ELSEWHERE = [
    ["Questions doctors ask", "directory/questions-doctors-ask/"],
    ["Finder: courses and opportunities", "directory/finder/"],
    ["A to Z, and all pages", "directory/search/"],
  ];

  const quoted = (all) => all.map((word) => `\u201c${word}\u201d`).join(" and ");

  /** How the words that stand nowhere were read: as a near word, or not at all. */
  function read({ sections, near, without }) {
    if (!sections.length) return "";
    const instead = near.length ? `Showing results for ${quoted(near.map(([, word]) => word))}, not ${quoted(near.map(([word]) => word))}. ` : "";
    return instead + (without.length ? `Nothing on ${quoted(without)}: results for the other words.` : "");
  }

  function told(typed, number, shown) {
    if (!typed) return "";
    const all = number > shown ? `The best ${shown} of ${number} sections` : `${number} section${number === 1 ? "" : "s"}`;
    return number ? all : `Nothing on \u201c${typed}\u201d`;
  }

  let saying = 0;
  function say(text) {
    clearTimeout(saying);
    saying = setTimeout(() => { status.textContent = text; }, SAY);
  }

  let found = [];

  /** Put the next results below those that are shown, and say how many these are. */
  function add() {
    list.append(...found.slice(list.children.length, list.children.length + MOST).map(result));
    more.hidden = list.children.length >= found.length;
    count.textContent = told(field.value.trim(), found.length, list.children.length);
  }

  function goOn() {
    const next = list.children.length;
    add();
    list.children[next].querySelector("a").focus();
    say(count.textContent);
  }

  function show() {
    const typed = field.value.trim();
    const answer = search.look(typed);
    found = answer.sections;
    list.replaceChildren();
    add();
    list.hidden = !found.length;
    help.hidden = found.length > 0;
    help.replaceChildren(...links(typed ? "Look here instead:" : "Type a word, a name or a question. Or look here:", ELSEWHERE));
    reading.textContent = read(answer);
    say(found.length ? `${reading.textContent} ${count.textContent}. First: ${found[0].title}, ${found[0].page}`.trim() : count.textContent);
    if (found.length) search.fetch("texts");
  }

  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    scroll.scrollTop = 0;
    waiting = setTimeout(show, WAIT);
  });
  search.arrived = () => dialog.open && !list.contains(document.activeElement) && show();

  /** The arrows go from the field into the list and back. */
  function move(event, step) {
    const stops = [field, ...dialog.querySelectorAll(".search__results a, .search__more:not([hidden]), .search__help:not([hidden]) a")];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") move(event, 1);
    else if (event.key === "ArrowUp") move(event, -1);
    else if (event.key === "Escape") {
      event.preventDefault();
      dialog.close();
    } else if (event.key === "Enter" && event.target === field) {
      clearTimeout(waiting);
      show();
      dialog.querySelector(".search__results a")?.click();
    }
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);

  /** Open the dialog with what was typed last. */
  search.open = () => {
    try {
      slash.checked = !localStorage.getItem(SLASH);
    } catch {}
    if (!dialog.open) dialog.showModal();
    show();
    field.focus();
    field.select();
  };
}
