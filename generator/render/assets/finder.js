/* Finds models and claims in a list that is too long for a page: words to look for, headings to sort by, a few rows at a time.
   The list is a file of our own beside the page, read when the page opens. What is shown is in the address, so that it can be
   sent on. Without this script the page lists everything by letter. */
(() => {
  "use strict";

  const ROWS = 50;
  const made = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").trim().toLocaleLowerCase();
  const inNumbers = new Intl.Collator("en", { numeric: true }).compare;
  const textOf = (cell) => (Array.isArray(cell) ? cell[0] : cell);
  const smallOf = (cell) => (Array.isArray(cell) ? cell[2] ?? "" : "");
  const numberOf = (cell) => (Array.isArray(cell) ? cell[1] : null);

  const asked = () => new URL(window.location.href).searchParams;
  const keep = (values) => {
    const address = new URL(window.location.href);
    for (const [name, value] of Object.entries(values)) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    window.history.replaceState(window.history.state, "", address);
  };

  /* Rows by one column: numbers where it has any, else text; those with nothing to sort by are last either way. */
  const ordered = (rows, column, down) => {
    if (column < 0) return rows;
    const numeric = rows.some(({ cells }) => numberOf(cells[column]) !== null);
    const key = ({ cells }) => (numeric ? numberOf(cells[column]) : textOf(cells[column]) || null);
    const some = rows.filter((row) => key(row) !== null);
    const sign = down ? -1 : 1;
    some.sort((one, other) => sign * (numeric ? key(one) - key(other) : inNumbers(key(one), key(other))));
    return [...some, ...rows.filter((row) => key(row) === null)];
  };

  const shownRow = (columns, from, { address, cells }) => {
    const [first, ...others] = cells;
    const link = address ? made("a", { href: new URL(address, from).href, textContent: textOf(first) }) : textOf(first);
    const cell = (each, at) => {
      const small = smallOf(each);
      const value = made("span", { className: small ? "sb-value" : "", textContent: textOf(each) });
      const parts = small ? [value, " ", made("span", { className: "sb-interval", textContent: small })] : [textOf(each)];
      return made("td", { className: columns[at + 1].number ? "sb-num" : "" }, ...parts);
    };
    return made("tr", {}, made("th", { scope: "row" }, link), ...others.map(cell));
  };

  const show = (place, { columns, rows: list }) => {
    const { noun } = place.dataset;
    const from = new URL(place.dataset.list, window.location.href);  // addresses are as seen from the list
    const rows = list.map(([address, ...cells]) =>
      ({ address, cells, words: plain(cells.filter((cell) => !smallOf(cell)).map(textOf).join(" ")) }));
    const state = {
      find: asked().get("find") ?? "",
      by: columns.findIndex(({ name }) => name === asked().get("by")),
      down: asked().get("dir") === "desc",
      from: Math.max(0, Math.floor((Number(asked().get("from")) - 1) / ROWS) * ROWS) || 0,
    };
    const input = made("input", { type: "search", autocomplete: "off", value: state.find });
    const told = made("output", {});
    told.setAttribute("aria-live", "polite");
    const step = (words, by) => {
      const button = made("button", { type: "button", textContent: words });
      button.addEventListener("click", () => { state.from += by * ROWS; update(); });
      return button;
    };
    const before = step("Previous", -1);
    const after = step("Next", 1);
    const form = made("form", { className: "sb-filter" }, made("label", {}, "Words", input), before, after, told);
    form.setAttribute("aria-label", `Find ${noun}`);
    form.setAttribute("role", "search");

    const headings = columns.map(({ name, number }, at) => {
      const button = made("button", { type: "button", className: "sb-sort", textContent: name });
      button.addEventListener("click", () => {
        if (state.by !== at) [state.by, state.down] = [at, Boolean(number)];
        else if (state.down === Boolean(number)) state.down = !state.down;
        else [state.by, state.down] = [-1, false];
        state.from = 0;
        update();
      });
      return made("th", { scope: "col", className: number ? "sb-num" : "" }, button);
    });
    const body = made("tbody", {});
    const table = made("table", { className: "sb-table" }, made("thead", {}, made("tr", {}, ...headings)), body);
    const frame = made("div", { className: "sb-frame", tabIndex: 0 }, table);
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", `The ${noun} that were found`);

    const update = () => {
      const wanted = plain(state.find).split(" ").filter(Boolean);
      const found = ordered(rows.filter(({ words }) => wanted.every((word) => words.includes(word))), state.by, state.down);
      state.from = Math.min(state.from, Math.max(0, Math.floor((found.length - 1) / ROWS) * ROWS));
      const part = found.slice(state.from, state.from + ROWS);
      body.replaceChildren(...part.map((row) => shownRow(columns, from, row)));
      headings.forEach((each, at) => {
        if (at === state.by) each.setAttribute("aria-sort", state.down ? "descending" : "ascending");
        else each.removeAttribute("aria-sort");
      });
      const span = part.length ? `${state.from + 1} to ${state.from + part.length} of ` : "";
      const all = found.length === rows.length ? "" : `, of ${rows.length.toLocaleString("en")} in all`;
      told.value = `${span}${found.length.toLocaleString("en")} ${noun}${all}`;
      before.disabled = state.from === 0;
      after.disabled = state.from + ROWS >= found.length;
      keep({
        find: state.find.trim(),
        by: columns[state.by]?.name,
        dir: state.by < 0 ? "" : state.down ? "desc" : "asc",
        from: state.from ? String(state.from + 1) : "",
      });
    };
    input.addEventListener("input", () => { [state.find, state.from] = [input.value, 0]; update(); });
    form.addEventListener("submit", (event) => event.preventDefault());
    place.replaceChildren(form, frame);
    update();
  };

  const read = async (place) => {
    const answer = await fetch(place.dataset.list);
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json();
  };

  for (const place of document.querySelectorAll(".sb-finder")) {
    read(place).then((list) => show(place, list), () => {
      place.textContent = "The list could not be read here; everything is listed below.";
    });
  }
})();
