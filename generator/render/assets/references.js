// Copies a BibTeX entry, and closes the card of a citation. Without this script entries can be selected as text.
(function () {
  "use strict";
  document.documentElement.classList.add("sb-scripted"); // shows the buttons

  function say(button, words) {
    const before = button.innerHTML;
    button.textContent = words;
    setTimeout(function () { button.innerHTML = before; }, 2000);
  }

  function select(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest(".sb-copy");
    if (!button || button.textContent === "Copied") return;
    const entry = button.parentElement.querySelector("code");
    const byHand = function () { select(entry); say(button, "Selected"); };
    if (!navigator.clipboard) return byHand(); // a page that came without encryption may not write to it
    navigator.clipboard.writeText(entry.textContent + "\n").then(function () { say(button, "Copied"); }, byHand);
  });

  // A card that covers something has to go without the pointer or the focus moving (WCAG 2.2, 1.4.13).
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") document.documentElement.classList.add("sb-no-cards");
  });
  ["pointerover", "focusin"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      if (!event.target.closest(".sb-cited")) document.documentElement.classList.remove("sb-no-cards");
    });
  });
})();
