/* Lets a reader narrow and sort a table: every <table data-filter="noun">. A heading with data-facet becomes a choice among
   the data-value of its cells, a name in the table's data-facets one among the data-NAME of its rows; all text of a row can
   be searched. A heading with data-sort becomes a button. A table with data-all shows the first of so many rows. The state is
   kept in the address, under the table's data-name. */
(() => {
  "use strict";

  const FEW = 8;  // a table of fewer rows is seen at once, and can only be sorted
  const tables = [...document.querySelectorAll("table[data-filter]")];
  const made = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const inNumbers = new Intl.Collator("en", { numeric: true }).compare;
  const NONE = "; no row has all of these, \u201cShow all\u201d takes them back";
  const plain = (text) => text.replace(/\s+/g, " ").trim().toLocaleLowerCase();
  const asked = () => new URL(window.location.href).searchParams;
  const keep = (values) => {
    const address = new URL(window.location.href);
    for (const [name, value] of values) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    window.history.replaceState(window.history.state, "", address);
  };

  /* What a row is chosen by: the value of its cell, or its own where the table has no such column. */
  const valueOf = (row, name) =>
    row.querySelector(`[data-facet="${CSS.escape(name)}"]`)?.dataset.value ?? row.getAttribute(`data-${name}`) ?? "";

  /* The choices of a table: each with its words, and the values of its rows in their order, each once. */
  const facetsOf = (table, rows) => {
    const headings = [...table.tHead.querySelectorAll("[data-facet]")];
    const named = (table.dataset.facets ?? "").split(" ").filter(Boolean);
    const chosen = (name) => [...new Set(rows.map((row) => valueOf(row, name)))];
    const facets = [
      ...headings.map(({ dataset: { facet }, firstChild }) =>
        ({ name: facet, words: firstChild.textContent.trim(), values: chosen(facet) })),
      ...named.map((name) =>
        ({ name, words: name[0].toUpperCase() + name.slice(1), values: chosen(name).sort(inNumbers) })),
    ];
    return facets.filter(({ values }) => values.length > 1);
  };

  const choice = ({ name, words, values }) => {
    const all = made("option", { value: "", textContent: "any" });
    const options = values.map((value) => made("option", { value, textContent: value }));
    return made("label", {}, words, made("select", { name }, all, ...options));
  };

  /* Text as it is compared: numbers in it by value, no difference by case or accent. Made once a row, since a thousand rows are
     compared ten thousand times. */
  const alphabetic = (text) =>
    plain(text).normalize("NFD").replace(/\p{M}/gu, "").replace(/\d+/g, (digits) => digits.padStart(12, "0"));
  const byText = (one, other) => (one < other ? -1 : Number(one > other));

  /* What one column is sorted by: the numbers in data-sort where cells have any, else text; null where there is nothing. */
  const keysOf = (rows, column) => {
    const cells = rows.map((row) => row.cells[column]);
    const numeric = cells.some((cell) => cell.dataset.sort !== undefined);
    const key = numeric
      ? (cell) => (cell.dataset.sort ? Number(cell.dataset.sort) : null)
      : (cell) => alphabetic(cell.dataset.value ?? cell.textContent) || null;
    return { keys: new Map(cells.map((cell, at) => [rows[at], key(cell)])), compare: numeric ? (a, b) => a - b : byText };
  };

  /* Rows that are alike stay in the order of the file, and those with nothing to sort by are last either way. */
  const inOrder = (rows, column, direction) => {
    const { keys, compare } = keysOf(rows, column);
    const some = rows.filter((row) => keys.get(row) !== null);
    const sign = direction === "desc" ? -1 : 1;
    some.sort((one, other) => sign * compare(keys.get(one), keys.get(other)));
    return [...some, ...rows.filter((row) => keys.get(row) === null)];
  };

  /* Buttons in the headings: one click, a second the other way, a third for the order of the file. */
  const sorting = (table, rows, prefix, tell) => {
    const headings = [...table.tHead.querySelectorAll("[data-sort]")];
    const words = new Map(headings.map((each) => [each, each.firstChild.textContent.trim()]));
    let by = null;
    let direction = "";
    const sort = () => {
      for (const each of headings) {
        if (each === by) each.setAttribute("aria-sort", direction === "desc" ? "descending" : "ascending");
        else each.removeAttribute("aria-sort");
      }
      table.tBodies[0].append(...(by ? inOrder(rows, by.cellIndex, direction) : rows));
      tell(by ? `, sorted by ${words.get(by)}, ${by.getAttribute("aria-sort")}` : "");
    };
    const press = (heading) => {
      const first = heading.dataset.first ?? "asc";
      if (by !== heading) [by, direction] = [heading, first];
      else if (direction === first) direction = first === "asc" ? "desc" : "asc";
      else [by, direction] = [null, ""];
      sort();
      keep([[`${prefix}sort`, by?.dataset.sort], [`${prefix}dir`, direction]]);
    };
    for (const each of headings) {
      const button = made("button", { type: "button", className: "sb-sort" }, ...each.childNodes);
      button.addEventListener("click", () => press(each));
      each.append(button);
    }
    by = headings.find((each) => each.dataset.sort === asked().get(`${prefix}sort`)) ?? null;
    if (by) {
      direction = asked().get(`${prefix}dir`) === "desc" ? "desc" : "asc";
      sort();
    }
  };

  const formOf = (table, facets) => {
    const words = made("input", { type: "search", name: "text", autocomplete: "off" });
    const clear = made("button", { type: "button", textContent: "Show all" });
    const told = made("output", {});
    told.setAttribute("aria-live", "polite");
    const form = made("form", { className: "sb-filter" });
    const where = table.dataset.name ? `: ${table.closest(".sb-frame").getAttribute("aria-label")}` : "";
    form.setAttribute("aria-label", `Filter the ${table.dataset.filter}${where}`);
    form.append(...facets.map(choice), made("label", {}, "Words", words), clear, told);
    return { form, words, clear, told, controls: [...form.querySelectorAll("select, input")] };
  };

  /* A form above the table; gives what tells in it how the table is sorted. */
  const filtering = (table, rows, prefix) => {
    const { form, words, clear, told, controls } = formOf(table, facetsOf(table, rows));
    const searched = new Map();
    const textOf = (row) => searched.get(row) ?? searched.set(row, plain(row.textContent)).get(row);
    let order = "";

    const fits = (row) =>
      controls.every(({ name, value }) => {
        if (!value.trim()) return true;
        if (name !== words.name) return valueOf(row, name) === value;
        return plain(value).split(" ").every((word) => textOf(row).includes(word));
      });
    const show = () => {
      rows.forEach((row) => { row.hidden = !fits(row); });
      const shown = rows.filter((row) => !row.hidden).length;
      const chosen = controls.filter((each) => each.value.trim() !== "");
      const how = chosen.map((each) => `${plain(each.labels[0].firstChild.textContent)}: ${each.value.trim()}`);
      const { filter: noun, all } = table.dataset;
      const more = all ? `, the first of ${Number(all).toLocaleString("en")},` : "";
      told.value = `${shown} of ${rows.length} ${noun}${more} shown${how.length ? ` (${how.join("; ")})` : ""}${shown ? order : NONE}`;
      clear.hidden = chosen.length === 0;
    };
    const changed = () => {
      show();
      keep(controls.map(({ name, value }) => [prefix + name, value.trim()]));
    };
    const reset = () => {
      controls.forEach((control) => { control.value = ""; });
      changed();
    };
    /* A link to a row shows it, whatever is chosen. */
    const follow = () => {
      const target = rows.find((row) => row.hidden && row.id && window.location.hash === `#${row.id}`);
      if (target) {
        reset();
        target.scrollIntoView();
      }
    };

    for (const control of controls) {
      control.value = asked().get(prefix + control.name) ?? "";
      if (control.selectedIndex === -1) control.value = "";  // a value that no row has
    }
    form.addEventListener("input", changed);
    form.addEventListener("submit", (event) => event.preventDefault());
    clear.addEventListener("click", () => { reset(); controls[0].focus(); });
    window.addEventListener("hashchange", follow);
    (table.closest(".sb-frame") ?? table).before(form);
    show();
    follow();
    return (words) => { order = words; show(); };
  };

  for (const table of tables) {
    const rows = [...table.tBodies[0].rows];
    const name = table.dataset.name ?? (tables.length > 1 ? table.dataset.filter : "");
    const prefix = name && `${name}-`;
    const tell = rows.length < FEW ? () => {} : filtering(table, rows, prefix);
    if (rows.length > 1) sorting(table, rows, prefix, tell);
  }
})();
