// Loads a page anew when `make serve` has another one at its address. No page of the published site loads this.

const mark = document.currentScript.dataset.mark;

const seen = () =>
  new Promise((go) => {
    if (document.visibilityState === "visible") go();
    else document.addEventListener("visibilitychange", go, { once: true });
  });

const pause = () => new Promise((go) => setTimeout(go, 500));

async function changed() {
  const page = encodeURIComponent(location.pathname);
  try {
    const answer = await fetch(`/-live/wait?page=${page}&mark=${mark}`);
    return (await answer.text()) === "changed";
  } catch {
    await pause(); // the server starts anew, or has stopped
    return false;
  }
}

async function follow() {
  do await seen();
  while (!(await changed()));
  location.reload();
}

follow();
