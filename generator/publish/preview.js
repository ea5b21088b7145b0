// Only in the live preview: reload the page when the site was built anew, and show what is wrong while it cannot be.
"use strict";
(() => {
  const { built, problems: shown } = document.currentScript.dataset;
  let box = null;

  // Styles are set through the object model, which a Content-Security-Policy of the report does not forbid.
  function show(problems) {
    if (!box) {
      box = document.createElement("section");
      box.id = "preview-problems";
      box.setAttribute("role", "alert");
      box.style.cssText =
        "position:fixed;inset:auto 0 0 0;z-index:2147483647;box-sizing:border-box;max-height:60vh;overflow:auto;" +
        "margin:0;padding:1em 1.5em;background:#2b0b0b;color:#ffecec;border-top:4px solid #e5484d;" +
        "font:14px/1.5 ui-monospace,monospace;text-align:left";
      document.body.append(box);
    }
    const title = document.createElement("strong");
    title.textContent = "The site cannot be built; this is how it was before.";
    const list = document.createElement("pre");
    list.style.cssText =
      "margin:.5em 0 0;padding:0;background:none;color:inherit;font:inherit;white-space:pre-wrap;overflow-wrap:anywhere";
    list.textContent = problems;
    box.replaceChildren(title, list);
  }

  function follow(state) {
    const problems = state.problems.join("\n");
    const whole = shown !== undefined; // this page has no other content than the problems
    if (state.built !== built || (whole && shown !== problems)) {
      location.reload();
    } else if (!whole && problems && box?.lastChild.textContent !== problems) {
      show(problems);
    } else if (!problems) {
      box?.remove();
      box = null;
    }
  }

  // Asked again and again, since browsers hold six connections to a host only: pages that kept one would starve others.
  async function ask() {
    let pause = 500;
    try {
      follow(await (await fetch("/.preview/state")).json());
    } catch {
      pause = 3000; // the preview has ended; another may begin
    }
    setTimeout(ask, pause);
  }

  ask();
})();
