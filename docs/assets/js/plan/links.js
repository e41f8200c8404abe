// Moving about: a folded part that a link leads to opens and takes the focus.

/** Unfold what links within the form lead to, and what the address leads to. */
export function followLinks(form) {
  form.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link) setTimeout(() => unfold(form, link.getAttribute("href")));
  });
  addEventListener("hashchange", () => unfold(form, location.hash));
  unfold(form, location.hash);
}

function unfold(form, hash) {
  const target = /** @type {any} */ (hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1))));
  if (!target || !form.contains(target) || !target.matches("details, h3")) return;
  if (target.localName === "details") target.open = true;
  const within = target.parentElement.closest("details");
  if (within) within.open = true;
  (target.querySelector("summary") ?? target).focus();
}
