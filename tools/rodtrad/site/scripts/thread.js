/* The red thread: what belongs together is marked when one knot of it is pointed at or has focus. */
for (const table of document.querySelectorAll("table.rt-thread")) {
  const chains = []; /* for every row: its challenge, goal, action and indicator cells, also those that span rows */
  const held = [];
  for (const row of table.tBodies[0].rows) {
    const cells = [];
    let next = 0;
    for (let column = 0; column < 4; column += 1) {
      if (held[column]?.left > 0) {
        held[column].left -= 1;
        cells.push(held[column].cell);
      } else {
        const cell = row.cells[next];
        next += 1;
        if (!cell) continue;
        cells.push(cell);
        held[column] = { cell, left: cell.rowSpan - 1 };
      }
    }
    chains.push(cells);
  }
  const same = (a, b) => a === b || [...a.querySelectorAll("a")].some(
    (one) => [...b.querySelectorAll("a")].some((other) => other.href === one.href));
  const mark = (cell) => {
    const mine = chains.filter((chain) => chain.some((other) => cell && same(cell, other)));
    const on = new Set(mine.flat());
    table.classList.toggle("rt-thread--asked", on.size > 0);
    for (const other of new Set(chains.flat())) other.classList.toggle("rt-thread__on", on.has(other));
  };
  const cellOf = (target) => target.closest("tbody td, tbody th");
  table.addEventListener("mouseover", (event) => mark(cellOf(event.target)));
  table.addEventListener("mouseleave", () => mark(null));
  table.addEventListener("focusin", (event) => mark(cellOf(event.target)));
  table.addEventListener("focusout", () => mark(null));
}
