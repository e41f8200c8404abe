// Shows the wording of the sources, that of 2026, or both. The choice lasts as long as the page; nothing is stored.
(() => {
  const said = {
    both: "Both wordings are shown.",
    then: "The wording of the sources alone is shown.",
    now: "The wording of 2026 alone is shown.",
  };

  for (const choice of document.querySelectorAll(".wording")) {
    choice.addEventListener("change", (event) => {
      const { value } = /** @type {HTMLInputElement} */ (event.target);
      document.documentElement.dataset.wording = value;
      choice.querySelector("[role=status]").textContent = said[value];
    });
  }
})();
