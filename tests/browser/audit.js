// What a page owes its readers, each duty a function that gives a list of faults as sentences.
(duty) => {
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const named = (element) => {
    const words = `${element.className?.baseVal ?? element.className}`.trim().split(/\s+/).join(".");
    return element.localName + (words && `.${words}`);
  };
  const all = (selector) => [...document.querySelectorAll(selector)];
  const said = (element) => element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);

  // Colours: [red, green, blue, alpha], each as computed styles and canvases give them.
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", {
    willReadFrequently: true,
  });
  const known = new Map();
  const colour = (text) => {
    if (!known.has(text)) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = text;
      pen.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
      known.set(text, [red, green, blue, alpha / 255]);
    }
    return known.get(text);
  };
  const over = (top, ground, alpha = top[3]) =>
    [0, 1, 2].map((part) => top[part] * alpha + ground[part] * (1 - alpha)).concat(1);
  const luminance = (paint) => {
    const [red, green, blue] = paint
      .slice(0, 3)
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const lineage = (element) => (element ? [...lineage(element.parentElement), element] : []);
  // The paint below an element's text, and how much of the text's own paint arrives.
  const ground = (element) =>
    lineage(element).reduce((below, each) => over(colour(getComputedStyle(each).backgroundColor), below), [255, 255, 255, 1]);
  const arriving = (element) =>
    lineage(element).reduce((share, each) => share * Number(getComputedStyle(each).opacity), 1);

  // How many columns each row of a table fills, with cells that reach down from above.
  const widths = (table) => {
    const reaching = [];
    return [...table.rows].map((row, index) => {
      [...row.cells].forEach((each) => {
        for (let down = 1; down < each.rowSpan; down += 1) reaching[index + down] = (reaching[index + down] ?? 0) + each.colSpan;
      });
      return [...row.cells].reduce((sum, each) => sum + each.colSpan, reaching[index] ?? 0);
    });
  };

  // A colour on its way to another is neither.
  const settle = () => document.getAnimations().forEach((each) => each.finish());

  const duties = {
    contrast: () => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const faults = new Set();
      while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        const hidden = ["SCRIPT", "STYLE", "TITLE", "DESC", "TEMPLATE", "title", "desc"].includes(element.tagName);
        if (hidden || !walker.currentNode.data.trim() || !shown(element)) continue;
        const style = getComputedStyle(element);
        const inked = colour(element.closest("svg") ? style.fill : style.color);
        const below = ground(element);
        const ratio = contrast(over(inked, below, inked[3] * arriving(element)), below);
        if (ratio < 4.5) faults.add(`${named(element)}: ${ratio.toFixed(2)}, “${said(element)}”`);
      }
      return [...faults];
    },
    overflow: () => {
      const wide = document.documentElement.scrollWidth;
      if (wide <= innerWidth) return [];
      const framed = (each) => lineage(each.parentElement).some((up) => getComputedStyle(up).overflowX !== "visible");
      const culprits = all("body *").filter(
        (each) => shown(each) && each.getBoundingClientRect().right > innerWidth + 1 && !framed(each),
      );
      return [`${wide} px wide: ${culprits.map(named).slice(0, 3).join(", ")}`];
    },
    frames: () => {
      const scrolls = (each) =>
        ["auto", "scroll"].includes(getComputedStyle(each).overflowX) && each.scrollWidth > each.clientWidth;
      const frames = all("article *").filter(scrolls);
      const names = frames.map((each) => each.getAttribute("aria-label"));
      return frames.flatMap((each, index) => [
        ...(each.tabIndex === 0 ? [] : [`${named(each)}: scrolls and cannot be focused`]),
        ...(names[index] && each.getAttribute("role") === "region" ? [] : [`${named(each)}: scrolls and has no name`]),
        ...(names.indexOf(names[index]) === index ? [] : [`${named(each)}: a second one named “${names[index]}”`]),
      ]);
    },
    focus: () => {
      const look = (each) => {
        const style = getComputedStyle(each);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 ? style.outlineColor : "";
      };
      const face = (each) => (each.matches("[type=radio]") ? each.nextElementSibling : each); // Material's switches
      const reached = all("a[href], button, input, summary, [tabindex='0']").filter(
        (each) => each.checkVisibility() && shown(face(each)) && each.tabIndex >= 0,
      );
      // Of a thousand links that are styled alike, one is enough.
      const kinds = new Map(reached.map((each) => [named(each) + named(each.parentElement), each]));
      return [...kinds.values()].flatMap((each) => {
        each.focus();
        settle();
        if (document.activeElement !== each) return [`${named(each)}: cannot be focused`];
        const ring = look(face(each));
        if (!ring) return [`${named(each)}: its focus does not show, “${said(each)}”`];
        const ratio = contrast(over(colour(ring), ground(each.parentElement)), ground(each.parentElement));
        return ratio < 3 ? [`${named(each)}: its focus has a contrast of ${ratio.toFixed(2)}`] : [];
      });
    },
    structure: () => {
      const levels = all("h1, h2, h3, h4, h5, h6").map((each) => Number(each.localName[1]));
      const ids = all("[id]").map((each) => each.id);
      const labelled = (each) => each.getAttribute("aria-label")?.trim() ||
        (each.getAttribute("aria-labelledby") ?? "")
          .split(" ")
          .every((id) => document.getElementById(id)?.textContent.trim());
      const silent = (each) => each.closest("[aria-hidden=true], a[title], a[aria-label], button, label[title], label[for], [role=img]");
      return [
        ...(document.documentElement.lang ? [] : ["the page names no language"]),
        ...(levels.filter((level) => level === 1).length === 1 ? [] : ["the page has not one h1"]),
        ...levels.flatMap((level, index) =>
          level <= (levels[index - 1] ?? 0) + 1 ? [] : [`an h${level} follows an h${levels[index - 1] ?? 0}`],
        ),
        ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `the id ${id} stands twice`),
        ...all("img").filter((each) => !each.hasAttribute("alt")).map((each) => `an img has no alt: ${each.src}`),
        ...all("svg[role=img]").filter((each) => !labelled(each)).map(() => "a figure has no name"),
        ...all("[aria-describedby]")
          .filter((each) => !document.getElementById(each.getAttribute("aria-describedby"))?.textContent.trim())
          .map((each) => `nothing describes ${named(each)}`),
        ...all("article svg:not([role=img])").filter((each) => !silent(each)).map(() => "an svg has no name"),
        ...all("a[href]").filter((each) => shown(each) && !each.textContent.trim() && !each.title && !each.ariaLabel)
          .map((each) => `a link has no words: ${each.getAttribute("href")}`),
      ];
    },
    tables: () =>
      all("article table").flatMap((table) => [
        ...(table.querySelector("thead th") ? [] : ["a table has no heads"]),
        // A table written as Markdown can have no scopes; those that are generated say them.
        ...[...table.querySelectorAll(".sb-table th")]
          .filter((each) => !(each.closest("thead") ? ["col", "colgroup"] : ["row", "rowgroup"]).includes(each.scope))
          .map((each) => `the head “${said(each)}” has no scope`),
        ...[...table.rows]
          .map((row, index) => [row, widths(table)[index]])
          .filter(([, wide], index, rows) => wide !== rows[0][1])
          .map(([row, wide]) => `the row “${said(row)}” has ${wide} cells`),
      ]),
    cut: () =>
      all("article table, article svg[role=img], article pre, article math").flatMap((each) => {
        const clipping = lineage(each.parentElement).find(
          (up) => up.localName !== "html" && getComputedStyle(up).overflowX !== "visible" && up.scrollWidth > up.clientWidth,
        );
        return clipping ? [`${named(clipping)} cuts ${named(each)}`] : [];
      }),
  };
  settle();
  return duties[duty]();
}
