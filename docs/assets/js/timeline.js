// Keeps one kind of event of the timeline in view, and says how many are left. Without script every event stays.
(() => {
  const timeline = document.querySelector("[data-timeline]");
  const choice = timeline?.querySelector("form");
  if (!choice) return;
  /** @type {(selector: string) => any[]} */
  const all = (selector) => [...timeline.querySelectorAll(selector)];
  const told = choice.querySelector("[role=status]");

  /** Show the events of `kind`, or all of them where it is empty, and decades that hold any. */
  function show(kind) {
    // Marks of the drawing too, which have no property 'hidden'.
    for (const part of all("[data-kind]")) part.toggleAttribute("hidden", kind !== "" && part.dataset.kind !== kind);
    for (const decade of all(".decade")) decade.hidden = !decade.querySelector("[data-kind]:not([hidden])");
    const left = all(".event:not([hidden])").length;
    told.textContent = `${left} of ${all(".event").length} events are shown.`;
  }

  /** An address that leads to one event must find it open, whatever was chosen before. */
  function showTarget() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !timeline.contains(target)) return;
    target.querySelector("details")?.setAttribute("open", "");
    if (!target.closest("[hidden]")) return;
    choice.reset();
    show("");
    target.scrollIntoView();
  }

  choice.addEventListener("change", (event) => show(/** @type {HTMLInputElement} */ (event.target).value));
  addEventListener("hashchange", showTarget);
  // A browser may restore the choice of an earlier visit.
  const restored = new FormData(choice).get("kind") || "";
  if (restored) show(restored);
  showTarget();
})();
