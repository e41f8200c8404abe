// The frame of the page: search, the drawer, the colour scheme. Everything reads without it.
{
  const root = document.documentElement;
  /** @type {(selector: string, within?: ParentNode) => any} */
  const find = (selector, within = document) => within.querySelector(selector);
  /** @type {(selector: string, within?: ParentNode) => any[]} */
  const findAll = (selector, within = document) => [...within.querySelectorAll(selector)];

  /** Keep a choice in this browser, or forget it. */
  function store(key, value) {
    try {
      if (value) localStorage.setItem(key, value);
      else localStorage.removeItem(key);
    } catch {}
  }

  // A table of the text becomes cards on a phone, as those of the macros do. Without script it scrolls sideways.
  for (const table of findAll(".prose > table")) {
    const labels = findAll("thead th", table).map((cell) => cell.textContent);
    table.classList.add("cards", "cards--text");
    for (const row of findAll("tbody tr", table)) {
      for (const [column, cell] of [...row.cells].entries()) if (column > 0) cell.dataset.label = labels[column];
    }
  }

  // Colour scheme: auto, light, dark.
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  const themes = ["auto", "light", "dark"];
  const themeSwitch = find("[data-theme-switch]");

  /** Bring the engine's attribute and the switch in step with the scheme. */
  function showTheme() {
    const choice = root.dataset.theme || "auto";
    const dark = choice === "dark" || (choice === "auto" && systemDark.matches);
    document.body.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
    find("[data-theme-label]").textContent = choice;
    themeSwitch.setAttribute("aria-label", `Colours: ${choice}`);
  }

  themeSwitch.addEventListener("click", () => {
    const next = themes[(themes.indexOf(root.dataset.theme || "auto") + 1) % 3];
    if (next === "auto") delete root.dataset.theme;
    else root.dataset.theme = next;
    store("handbook-theme", next !== "auto" && next);
    showTheme();
  });
  systemDark.addEventListener("change", showTheme);
  showTheme();

  // The drawer. Without script its button is a link to the chapters in the footer.
  const menuLink = find("[data-menu]");
  const menu = find("#menu");
  const menuButton = document.createElement("button");
  Object.assign(menuButton, { type: "button", className: menuLink.className });
  menuButton.append(...menuLink.childNodes);
  menuButton.setAttribute("aria-controls", "menu");
  menuLink.replaceWith(menuButton);

  function setMenu(open) {
    root.classList.toggle("menu-open", open);
    menuButton.setAttribute("aria-expanded", String(open));
    menuButton.setAttribute("aria-label", open ? "Close menu" : "Menu");
    find(".tool__label", menuButton).textContent = open ? "Close" : "Menu";
    // What lies under the drawer cannot be reached.
    for (const part of findAll(".page, .site-footer")) part.inert = open;
    if (open) (find("[aria-current]", menu) || find("a", menu)).focus();
  }

  const menuIsOpen = () => root.classList.contains("menu-open");
  const closeMenu = (focus) => {
    if (!menuIsOpen()) return;
    setMenu(false);
    if (focus) menuButton.focus();
  };
  menuButton.addEventListener("click", () => setMenu(!menuIsOpen()));
  menu.addEventListener("click", (event) => event.target.closest("a") && closeMenu());
  matchMedia("(min-width: 75rem)").addEventListener("change", () => closeMenu());
  setMenu(false);

  // Search: nothing of it is loaded until it is first opened. Its link leads to a plain page for readers without script.
  const base = new URL("../../", /** @type {any} */ (document.currentScript).src);
  const search = (/** @type {any} */ (globalThis).handbookSearch ??= { root: base });
  const asked = {};

  /** Load a script or a style sheet of the site, once; scripts run in the order in which they are asked for. */
  function load(path) {
    return asked[path] ??= new Promise((done, failed) => {
      const part = path.endsWith(".css")
        ? Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL(path, base) })
        : Object.assign(document.createElement("script"), { async: false, src: new URL(path, base) });
      part.addEventListener("load", done);
      part.addEventListener("error", () => {
        delete asked[path];
        failed();
      });
      document.head.append(part);
    });
  }
  search.fetch = (name) => load(`assets/search/${name}.js`);
  const code = (...names) => Promise.all(names.map((name) => load(`assets/js/search/${name}.js`)));

  async function openSearch() {
    closeMenu();
    try {
      await Promise.all([
        load("assets/css/search.css"), load("assets/js/vendor/minisearch.js"),
        code("words", "index", "forms", "find", "mark", "panel"), search.fetch("names"),
      ]);
      search.open();
      search.fetch("words");
    } catch {
      location.href = find("[data-search-open]").href;
    }
  }
  for (const each of findAll("[data-search-open]")) {
    each.setAttribute("role", "button");
    each.setAttribute("aria-haspopup", "dialog");
    if (each.matches(".search-box")) each.append(...["/", "Ctrl K"].map((key) => Object.assign(document.createElement("kbd"), { textContent: key })));
    each.addEventListener("click", (event) => {
      event.preventDefault();
      openSearch();
    });
    each.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      openSearch();
    });
  }

  /** What is kept under a name, or nothing where the browser keeps nothing. */
  function kept(storage, name) {
    try {
      return globalThis[storage].getItem(name);
    } catch {
      return null;
    }
  }

  // Control+K opens search, and so does / unless the reader has turned that off: it can disturb speech input (WCAG 2.1.4).
  // On a narrow screen the switch has no room, and so / does nothing.
  const isField = (element) => element.closest?.("input, textarea, select, [contenteditable]");
  addEventListener("keydown", (event) => {
    const control = event.ctrlKey || event.metaKey;
    const slash = event.key === "/" && innerWidth >= 720 && !control && !event.altKey && !isField(event.target) && !kept("localStorage", "handbook-no-slash");
    if (slash || (control && event.key.toLowerCase() === "k")) {
      event.preventDefault();
      openSearch();
    } else if (event.key === "Escape") closeMenu(true);
  });

  // A result was opened: its words are marked in its section, and not kept.
  const words = kept("sessionStorage", "handbook-found");
  if (words) {
    sessionStorage.removeItem("handbook-found");
    code("words", "mark").then(() => search.mark(...JSON.parse(words)));
  }

  // A closed part opens for the place within it that a link leads to; browsers of today do it by themselves.
  function unfold() {
    /** @type {any} */
    const place = location.hash && document.getElementById(location.hash.slice(1));
    const closed = place && place.closest("details:not([open])");
    if (!closed) return;
    closed.open = true;
    place.scrollIntoView();
  }
  addEventListener("hashchange", unfold);
  unfold();

  // A term of the glossary is told in place. Without script, or with a key held, its link leads to the glossary.
  document.addEventListener("click", (event) => {
    const term = /** @type {any} */ (event.target).closest("a.term");
    const meaning = term && find(`#meaning-${term.hash.slice(1)}`);
    if (!meaning?.showPopover || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    meaning.showPopover({ source: term });
  });

  // The section in view is marked in the list beside the text.
  const listed = findAll(".toc-side a").map((link) => ({ link, place: document.getElementById(link.hash.slice(1)) }));
  let waiting = false;

  function markSection() {
    waiting = false;
    const passed = listed.filter(({ place }) => place && place.getBoundingClientRect().top < innerHeight / 4);
    const current = passed.at(-1)?.link;
    for (const { link } of listed) {
      if (link === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }
  if (listed.length) {
    addEventListener("scroll", () => {
      if (!waiting) requestAnimationFrame(markSection);
      waiting = true;
    }, { passive: true });
    markSection();
  }

  // The address of a section can be copied from its heading.
  const said = Object.assign(document.createElement("p"), { className: "sr-only" });
  said.setAttribute("role", "status");
  document.body.append(said);

  async function copyAddress(button, anchor) {
    try {
      await navigator.clipboard.writeText(new URL(`#${anchor}`, location.href).href);
      button.dataset.copied = "";
      said.textContent = "Address copied.";
      setTimeout(() => delete button.dataset.copied, 2000);
    } catch {
      location.hash = anchor; // the address bar shows it instead
    }
  }
  for (const heading of findAll(".prose :is(h2, h3)[id]")) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "headerlink", tabIndex: -1, title: "Copy the address of this section" });
    button.setAttribute("aria-hidden", "true"); // the heading keeps its name; the list of sections gives the addresses
    button.addEventListener("click", () => copyAddress(button, heading.id));
    heading.append(button);
  }

  // Paper shows what is folded, except a closed drawer of sources; after printing it is folded again.
  const unfolded = new Set();
  addEventListener("beforeprint", () => {
    for (const part of findAll(".prose details:not([open], .drawer, .drawer:not([open]) details)")) unfolded.add(part);
    for (const part of unfolded) part.open = true;
    const today = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    find("[data-printed]").textContent = `, ${location.origin}${location.pathname}, printed on ${today}`;
  });
  addEventListener("afterprint", () => {
    for (const part of unfolded) part.open = false;
    unfolded.clear();
  });
}
