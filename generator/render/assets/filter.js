/* Lets a reader narrow a table. It takes every <table data-filter="noun">: a heading with data-facet becomes a choice
   among the data-value of its cells; all text of a row can be searched. The state is kept in the address. */
(() => {
  "use strict";

  const tables = [...document.querySelectorAll("table[data-filter]")];
  const made = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const plain = (text) => text.replace(/\s+/g, " ").trim().toLocaleLowerCase();

  /* The choices of one heading: its words, and the values of its cells in their order, each once. */
  const facetOf = (table, heading) => {
    const name = heading.dataset.facet;
    const cells = table.querySelectorAll(`tbody [data-facet="${CSS.escape(name)}"]`);
    const values = [...new Set([...cells].map((cell) => cell.dataset.value))];
    return { name, words: heading.firstChild.textContent.trim(), values };
  };

  const choice = ({ name, words, values }) => {
    const all = made("option", { value: "", textContent: "any" });
    const options = values.map((value) => made("option", { value, textContent: value }));
    const control = made("select", { name }, all, ...options);
    return made("label", {}, words, control);
  };

  const set = (table, prefix) => {
    const noun = table.dataset.filter;
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    const facets = [...table.querySelectorAll("thead [data-facet]")].map((each) => facetOf(table, each));
    const words = made("input", { type: "search", name: "text", autocomplete: "off" });
    const clear = made("button", { type: "button", textContent: "Show all" });
    const told = made("output", {});
    told.setAttribute("aria-live", "polite");
    const form = made("form", { className: "sb-filter" });
    form.setAttribute("aria-label", `Filter the ${noun}`);
    form.append(...facets.map(choice), made("label", {}, "Words", words), clear, told);
    const controls = [...form.querySelectorAll("select, input")];

    const fits = (row) =>
      controls.every((control) => {
        if (control === words) return plain(row.textContent).includes(plain(words.value));
        const cell = row.querySelector(`[data-facet="${CSS.escape(control.name)}"]`);
        return control.value === "" || (cell !== null && cell.dataset.value === control.value);
      });
    const show = () => {
      rows.forEach((row) => { row.hidden = !fits(row); });
      const shown = rows.filter((row) => !row.hidden).length;
      const chosen = controls.filter((each) => each.value.trim() !== "");
      const how = chosen.map((each) => `${plain(each.labels[0].firstChild.textContent)}: ${each.value.trim()}`);
      told.value = `${shown} of ${rows.length} ${noun} shown${how.length ? ` (${how.join("; ")})` : ""}`;
      clear.hidden = chosen.length === 0;
    };
    const keep = () => {
      const address = new URL(window.location.href);
      for (const { name, value } of controls) {
        if (value.trim()) address.searchParams.set(prefix + name, value.trim());
        else address.searchParams.delete(prefix + name);
      }
      window.history.replaceState(window.history.state, "", address);
    };
    const reset = () => {
      controls.forEach((control) => { control.value = ""; });
      show();
      keep();
    };
    /* A link to a row shows it, whatever is chosen. */
    const follow = () => {
      const target = rows.find((row) => row.hidden && row.id && window.location.hash === `#${row.id}`);
      if (target) {
        reset();
        target.scrollIntoView();
      }
    };

    const asked = new URL(window.location.href).searchParams;
    for (const control of controls) {
      control.value = asked.get(prefix + control.name) ?? "";
      if (control.selectedIndex === -1) control.value = "";  // a value that no row has
    }
    form.addEventListener("input", () => { show(); keep(); });
    form.addEventListener("submit", (event) => event.preventDefault());
    clear.addEventListener("click", () => { reset(); controls[0].focus(); });
    window.addEventListener("hashchange", follow);
    (table.closest(".sb-frame") ?? table).before(form);
    show();
    follow();
  };

  tables.forEach((table) => set(table, tables.length > 1 ? `${table.dataset.filter}-` : ""));
})();
