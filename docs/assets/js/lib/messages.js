// What the page tells the reader: messages with buttons, shown where the reader is and announced politely.

import { announce, button, element } from "./dom.js";

/** `say` announces; `tell` shows a message until it is closed, with [text, action] pairs as buttons. */
export function messages(form) {
  const status = form.querySelector("[data-status]");
  const place = form.querySelector("[data-messages]");

  const say = (text) => announce(status, text);

  /** Bring the messages to where the reader is: after the buttons or the field that has the focus, never into what is drawn anew. */
  function comeNear(origin) {
    const within = form.contains(origin) && !place.contains(origin);
    const from = within ? origin.closest("[data-actions], [data-sponsors], [data-asides]") ?? origin : null;
    const near = from?.closest(".plan-evidence") ?? from?.closest(".plan-buttons, .keep__bar, .keep__tools, .plan-field, .keep, section");
    if (near?.matches("section:not(.plan-evidence)")) near.querySelector("h2, h3").after(place);
    else if (near) near.after(place);
  }

  /**
   * `focus` moves the focus to the first button, for a question; it returns to where it was. With `cancelFirst` that
   * button is Cancel: Enter pressed twice does no harm.
   */
  function tell(text, choices = [], { focus = false, problem = false, cancelFirst = false } = {}) {
    const origin = /** @type {any} */ (document.activeElement);
    const close = (action) => () => {
      const inside = box.contains(document.activeElement);
      box.remove();
      action?.();
      if (inside && (document.activeElement === document.body || !document.activeElement)) origin?.focus?.({ preventScroll: true });
    };
    const buttons = [...choices.map(([label, action]) => button(label, close(action))), button(focus ? "Cancel" : "Close", close(), "text-button")];
    if (cancelFirst) buttons.unshift(buttons.pop());
    const escape = (event) => event.key === "Escape" && close()();
    const box = element("div", { class: `message${problem ? " message--problem" : ""}`, role: "group", "aria-label": "Message", onkeydown: escape }, element("p", {}, text), element("div", { class: "plan-buttons" }, ...buttons));
    for (const old of [...place.children]) if (old.firstChild.textContent === text) old.remove();
    comeNear(origin);
    place.append(box);
    say(text);
    if (focus) buttons[0].focus();
  }

  return { say, tell, clear: () => place.replaceChildren() };
}
