// On the page for a missing address: finds the page that comes nearest to what was asked for.

const ROOT = new URL("../../", import.meta.url);

/** The asked path within the handbook, as its pages are written: lower case, no file ending. */
function asked() {
  const path = decodeURI(location.pathname).slice(decodeURI(ROOT.pathname).length).toLowerCase();
  return path.replace(/(^|\/)index\.(html?|md)$/, "$1").replace(/\.(html?|md)$/, "").replace(/\/*$/, "/");
}

/** The page at a path within the handbook, or null where there is none. */
async function pageAt(path) {
  const answer = await fetch(new URL(path, ROOT)).catch(() => null);
  return answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
}

const title = (page) => page.querySelector("h1")?.textContent.trim() ?? "";

/** How alike two texts are, from 0 to 1, by their pairs of letters. */
function alike(one, other) {
  const pairs = (text) => new Set(Array.from(text.slice(1), (letter, at) => text[at] + letter));
  const [mine, theirs] = [pairs(one), pairs(other)];
  const shared = [...mine].filter((pair) => theirs.has(pair)).length;
  return (2 * shared) / (mine.size + theirs.size || 1);
}

/** The path of the page that a page links to and that is most like the one asked for; null where none is. */
function mostAlike(page, folder, path) {
  let [best, found] = [0.6, null];
  for (const link of page.querySelectorAll("a[href]")) {
    const url = new URL(link.getAttribute("href"), new URL(folder, ROOT));
    if (!url.href.startsWith(ROOT.href)) continue;
    const there = url.pathname.slice(ROOT.pathname.length);
    const how = alike(path, there);
    if (there !== folder && how > best) [best, found] = [how, there];
  }
  return found;
}

/** The nearest page, as [path, title]: the same one written otherwise, one with a name like it, or the folder's. */
async function nearest() {
  const path = asked();
  const steps = path.split("/").slice(0, -1);
  for (let count = steps.length; count >= 0; count--) {
    const folder = steps.slice(0, count).map((step) => `${step}/`).join("");
    const page = await pageAt(folder);
    if (!page) continue;
    const like = count < steps.length && mostAlike(page, folder, path);
    const found = like && (await pageAt(like));
    if (found) return [like, title(found)];
    return folder ? [folder, title(page)] : null;
  }
  return null;
}

async function showNearest() {
  const found = await nearest();
  if (!found) return;
  const link = Object.assign(document.createElement("a"), { href: new URL(found[0], ROOT).href, textContent: found[1] });
  document.querySelector("[data-nearest]").append("Nearest page: ", link);
}

showNearest();
