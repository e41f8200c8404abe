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

  // Search: the engine's markup and scripts lie inert in templates until it is first used.
  const opener = find("[data-search-open]");
  const dialog = find("[data-search-dialog]");
  let engine = null;
  let returnTo = opener;

  /** Put the engine's markup into the page, then run its scripts. */
  function loadEngine() {
    const markup = find("#search-markup").content.cloneNode(true);
    const part = find("[data-md-component=search]", markup);
    part.removeAttribute("role"); // the dialog around it has the role and the name
    if (find("form", part)) fillDialog(part);
    else dialog.after(Object.assign(part, { hidden: true }));
    return Promise.all(
      [...find("#search-scripts").content.querySelectorAll("script")].map((script) => new Promise((done, failed) => {
        const copy = document.createElement("script");
        Object.assign(copy, { src: script.src, onload: done, onerror: failed });
        document.body.append(copy);
      })),
    ).then(() => part);
  }

  /** Material: its form and its results in our dialog. */
  function fillDialog(part) {
    const close = document.createElement("button");
    Object.assign(close, { type: "button", className: "search-dialog__close", textContent: "Close" });
    close.addEventListener("click", () => dialog.close());
    dialog.append(part, close);
    // Results are reached with Tab too; the count is read out.
    find(".md-search-result__meta", part).setAttribute("role", "status");
    find(".md-search__scrollwrap", part).removeAttribute("tabindex");
    new MutationObserver(() => {
      for (const link of part.querySelectorAll("a[tabindex]")) link.removeAttribute("tabindex");
    }).observe(part, { childList: true, subtree: true });
    const toggle = find("#__search");
    toggle.addEventListener("change", () => !toggle.checked && dialog.close());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => {
      if (toggle.checked) toggle.click();
      returnTo.focus();
    });
  }

  /** Zensical: it draws its own dialog in a shadow tree, without a name and with faint text. */
  function mendShadow() {
    for (const host of document.querySelectorAll("body > div")) {
      const own = host.shadowRoot && find("dialog", host.shadowRoot);
      if (!own || own.dataset.mended) continue;
      own.dataset.mended = "";
      own.setAttribute("aria-label", "Search the handbook");
      for (const part of own.querySelectorAll("div[tabindex='-1']")) part.tabIndex = 0; // it scrolls
      own.addEventListener("close", () => returnTo.focus());
      const style = document.createElement("style");
      style.textContent = "dialog{--alpha-light:.95!important;--alpha-lighter:.85!important}dialog :is(li,svg,p){opacity:1!important;color:rgb(var(--color-foreground)/.85)!important}:focus-visible{outline:3px solid var(--color-highlight)!important}";
      host.shadowRoot.append(style);
    }
  }

  async function openSearch() {
    closeMenu();
    returnTo = document.activeElement === document.body ? opener : document.activeElement;
    try {
      engine ??= loadEngine();
      const part = await engine;
      const input = find("input", part);
      if (input) {
        if (!dialog.open) dialog.showModal();
        if (!find("#__search").checked) find("#__search").click();
        input.focus();
        input.select();
      } else {
        part.click();
        setTimeout(mendShadow, 50);
      }
    } catch {
      engine = null; // the next try loads it again
      dialog.textContent = "Search could not be loaded. Every page lists the chapters at its foot.";
      if (!dialog.open) dialog.showModal();
    }
  }
  for (const each of findAll("[data-search-open]")) {
    each.addEventListener("click", (event) => {
      event.preventDefault(); // on the home page it is a link, for readers without script
      openSearch();
    });
  }

  // Ctrl-K opens search. No key of a single character: it would disturb speech input (WCAG 2.1.4).
  const isField = (element) => element.closest?.("input, textarea, select, [contenteditable]");
  addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const inDialog = dialog.open || event.composedPath().some((/** @type {any} */ node) => node.localName === "dialog");
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      openSearch();
    } else if (inDialog) {
      // The dialog does these itself.
      const onButton = /** @type {any} */ (event.target).closest?.(".search-dialog__close");
      if (dialog.open && (["Escape", "Tab", "Shift"].includes(event.key) || onButton)) event.stopPropagation();
    } else if (event.key === "Escape") {
      closeMenu(true);
    } else if (plain && event.key.length === 1 && !isField(event.target)) {
      event.stopPropagation(); // the engine has some
    }
  }, true);

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

  // Paper shows what is folded; after printing it is folded again.
  const unfolded = new Set();
  addEventListener("beforeprint", () => {
    for (const part of findAll(".prose details:not([open])")) unfolded.add(part);
    for (const part of unfolded) part.open = true;
    const today = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    find("[data-printed]").textContent = `, ${location.origin}${location.pathname}, printed on ${today}`;
  });
  addEventListener("afterprint", () => {
    for (const part of unfolded) part.open = false;
    unfolded.clear();
  });
}
