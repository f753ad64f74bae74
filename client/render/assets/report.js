
// What report.html adds where scripts run: sorting, tooltips by pointer and keyboard, and a choice of colours that is kept.
// The page is complete without it.
"use strict";

// Colours: the system's wish, until the button says otherwise.
(() => {
  const key = "octavo-report-colours";
  const button = document.getElementById("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const recall = () => { try { return localStorage.getItem(key); } catch { return null; } };
  const keep = (colours) => { try { localStorage.setItem(key, colours); } catch { /* a private window */ } };
  const isDark = () => (root.dataset.colours ? root.dataset.colours === "dark" : system.matches);
  const label = () => { button.textContent = isDark() ? "Light colours" : "Dark colours"; };
  const kept = recall();
  if (kept === "dark" || kept === "light") root.dataset.colours = kept;
  button.addEventListener("click", () => {
    root.dataset.colours = isDark() ? "light" : "dark";
    keep(root.dataset.colours);
    label();
  });
  system.addEventListener("change", label);
  label();
  button.hidden = false;
})();

// Tables: a button in each header sorts by its column. Cells without a figure stay last.
(() => {
  const said = document.getElementById("said");
  const texts = new Intl.Collator("en", { numeric: true });
  const valueOf = (row, column) => {
    const cell = row.cells[column];
    if (cell.dataset.value !== undefined) return Number(cell.dataset.value);
    return cell.querySelector(".absent") ? null : cell.textContent;
  };
  const compare = (a, b, sign) => {
    if (a === null || b === null) return (a === null) - (b === null);
    return sign * (typeof a === "number" && typeof b === "number" ? a - b : texts.compare(String(a), String(b)));
  };
  const sort = (table, header, column) => {
    const ascending = header.getAttribute("aria-sort") !== "ascending";
    for (const each of table.tHead.rows[0].cells) each.setAttribute("aria-sort", "none");
    header.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => ({ row, value: valueOf(row, column) }));
    rows.sort((a, b) => compare(a.value, b.value, ascending ? 1 : -1));
    body.append(...rows.map((each) => each.row));
    said.textContent = `${table.caption.textContent}: sorted by ${header.textContent}, ${ascending ? "ascending" : "descending"}`;
  };
  for (const table of document.querySelectorAll("table.sortable")) {
    [...table.tHead.rows[0].cells].forEach((header, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      header.append(button);
      header.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => sort(table, header, column));
    });
  }
})();

// Charts: one stop of the Tab key for each; arrow keys move between its marks, Escape hides what is told of one.
(() => {
  const tip = document.getElementById("tip");
  const hide = () => { tip.hidden = true; };
  const show = (mark) => {
    tip.textContent = mark.getAttribute("aria-label");
    tip.hidden = false;
    const at = mark.getBoundingClientRect();
    const own = tip.getBoundingClientRect();
    const left = Math.min(Math.max(8, at.left + at.width / 2 - own.width / 2), innerWidth - own.width - 8);
    const above = at.top - own.height - 8;
    tip.style.left = `${Math.max(8, left)}px`;
    tip.style.top = `${above < 8 ? at.bottom + 8 : above}px`;
  };
  const targetOf = (key, index, last) => {
    if (key === "ArrowRight" || key === "ArrowDown") return Math.min(index + 1, last);
    if (key === "ArrowLeft" || key === "ArrowUp") return Math.max(index - 1, 0);
    if (key === "Home") return 0;
    return key === "End" ? last : -1;
  };
  for (const chart of document.querySelectorAll("svg.chart")) {
    const marks = [...chart.querySelectorAll(".mark")];
    marks.forEach((mark, index) => {
      const title = mark.querySelector("title");
      mark.setAttribute("aria-label", title.textContent);
      title.remove();  // else the browser's own tooltip comes too
      mark.setAttribute("tabindex", index === 0 ? "0" : "-1");
      mark.addEventListener("focus", () => show(mark));
      mark.addEventListener("blur", hide);
      mark.addEventListener("pointerenter", () => show(mark));
      mark.addEventListener("pointerleave", hide);
    });
    chart.addEventListener("keydown", (event) => {
      if (event.key === "Escape") hide();
      const index = marks.indexOf(document.activeElement);
      const target = targetOf(event.key, index, marks.length - 1);
      if (index < 0 || target < 0) return;
      event.preventDefault();
      marks[index].setAttribute("tabindex", "-1");
      marks[target].setAttribute("tabindex", "0");
      marks[target].focus();
    });
  }
  addEventListener("scroll", hide, { passive: true });
})();

// Tables that overflow scroll by keyboard; what is folded away is printed.
(() => {
  for (const box of document.querySelectorAll(".scroll")) {
    const table = box.querySelector("table");
    if (!table || box.scrollWidth <= box.clientWidth) continue;
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", table.caption.textContent);
  }
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details.more:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => { for (const details of opened) details.open = false; });
})();
