/* Says what a point of a figure is, at once: under the pointer, at a touch, and by the keyboard, where a figure is one stop
   and arrow keys step from point to point. Without this script the browser shows the same words after a while. */
(() => {
  "use strict";

  const HELP = "Points of the figure. Arrow keys step through them, Escape puts the words away.";

  const place = (says, panels, point) => {
    const [frame, mark] = [panels, point].map((each) => each.getBoundingClientRect());
    const left = mark.left + mark.width / 2 - frame.left - says.offsetWidth / 2;
    says.style.left = `${Math.max(0, Math.min(left, frame.width - says.offsetWidth))}px`;
    const above = mark.top - frame.top - says.offsetHeight - 8;
    const fits = mark.top - says.offsetHeight - 8 > 0;
    says.style.top = `${fits ? above : mark.bottom - frame.top + 8}px`;
  };

  const prepare = (panels, points) => {
    const words = new Map(points.map((point) => {
      const title = point.querySelector(":scope > title");
      title.remove();  // two sets of the same words would cover each other
      return [point, title.textContent];
    }));
    const says = Object.assign(document.createElement("p"), { className: "sb-says", hidden: true });
    says.setAttribute("role", "status");
    panels.append(says);
    panels.tabIndex = 0;
    panels.setAttribute("role", "group");
    panels.setAttribute("aria-label", HELP);

    let here = null;
    const show = (point) => {
      here?.classList.remove("sb-here");
      here = point;
      says.hidden = !here;
      if (!here) return;
      here.classList.add("sb-here");
      says.textContent = words.get(here);
      place(says, panels, here);
    };

    const step = {
      ArrowRight: (at) => at + 1,
      ArrowDown: (at) => at + 1,
      ArrowLeft: (at) => (at < 0 ? points.length : at) - 1,
      ArrowUp: (at) => (at < 0 ? points.length : at) - 1,
      Home: () => 0,
      End: () => points.length - 1,
    };
    panels.addEventListener("keydown", (event) => {
      if (event.key === "Escape") show(null);
      if (!Object.hasOwn(step, event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const next = step[event.key](points.indexOf(here));
      show(points[Math.max(0, Math.min(next, points.length - 1))]);
    });
    panels.addEventListener("blur", () => show(null));
    const under = (event) => event.target.closest(".sb-point");
    panels.addEventListener("pointerover", (event) => { if (under(event)) show(under(event)); });
    panels.addEventListener("click", (event) => { if (event.target !== says) show(under(event)); });
    panels.addEventListener("pointerleave", () => show(null));
  };

  for (const panels of document.querySelectorAll(".sb-figure .sb-panels")) {
    const points = [...panels.querySelectorAll(".sb-point")];
    if (points.length) prepare(panels, points);
  }
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") document.querySelectorAll(".sb-panels:hover").forEach((each) =>
      each.dispatchEvent(new PointerEvent("pointerleave")));
  });
})();
