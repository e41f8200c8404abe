// Before the first paint: a stored choice does not flash, and what is to be folded (on a phone the map too) does not move.
{
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  try {
    const kept = localStorage.getItem("handbook-theme");
    if (kept === "light" || kept === "dark") root.dataset.theme = kept;
  } catch {}
  const folded = innerWidth < 720 ? ".plan-ways, .map__group, .site-footer__fold" : ".plan-ways";
  const reading = new MutationObserver(() => document.querySelectorAll(folded).forEach((part) => part.removeAttribute("open")));
  reading.observe(root, { childList: true, subtree: true });
  addEventListener("DOMContentLoaded", () => reading.disconnect());
}
