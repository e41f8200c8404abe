// Before the first paint: a stored choice does not flash, and what is to be folded (on a phone the map too) does not move.
{
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  try {
    const kept = localStorage.getItem("handbook-theme");
    if (/^(light|dark)$/.test(kept)) root.dataset.theme = kept;
    root.classList.toggle("has-saved", Object.keys(localStorage).some((key) => /^handbook(:|-plan)/.test(key)));
  } catch {}
  const folded = innerWidth < 720 ? ".plan-ways, .map__group, .site-footer__fold" : ".plan-ways";
  const seen = new Set(); // what a script unfolds stays unfolded
  const reading = new MutationObserver(() => document.querySelectorAll(folded).forEach((part) => seen.has(part) || seen.add(part) && part.removeAttribute("open")));
  reading.observe(root, { childList: true, subtree: true });
  addEventListener("DOMContentLoaded", () => reading.disconnect());
}
