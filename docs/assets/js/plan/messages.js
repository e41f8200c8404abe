// What the page tells the reader: messages with buttons, seen in the bar and announced politely.

import { button, element, setText } from "./dom.js";

/** `say` announces; `tell` shows a message until it is closed, with [text, action] pairs as buttons. */
export function messages(form) {
  const status = form.querySelector("[data-status]");
  const place = form.querySelector("[data-messages]");

  function say(text) {
    setText(status, "\u00A0"); // the same words once more are announced too
    setTimeout(() => setText(status, text), 50);
  }

  /** `focus` moves the focus to the first button, for a question; it returns to where it was. */
  function tell(text, choices = [], { focus = false, problem = false } = {}) {
    const origin = document.activeElement;
    const close = (action) => () => {
      const inside = box.contains(document.activeElement);
      box.remove();
      action?.();
      if (inside && (document.activeElement === document.body || !document.activeElement)) origin?.focus?.({ preventScroll: true });
    };
    const buttons = [...choices.map(([label, action]) => button(label, close(action))), button(focus ? "Cancel" : "Close", close(), "text-button")];
    const box = element("div", { class: `plan-message${problem ? " plan-message--problem" : ""}`, role: "group", "aria-label": "Message" }, element("p", {}, text), element("div", { class: "plan-buttons" }, ...buttons));
    for (const old of [...place.children]) if (old.firstChild.textContent === text) old.remove();
    place.append(box);
    say(text);
    if (focus) buttons[0].focus();
  }

  return { say, tell, clear: () => place.replaceChildren() };
}
