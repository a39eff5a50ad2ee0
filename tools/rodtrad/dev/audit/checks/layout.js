/* What is wider than the window, and text that is cut off or lies outside. */
() => {
  const told = [];
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) told.push(`sidan är ${wide} px bredare än fönstret`);
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const lacks = (box, rect, axis) => axis === "x"
    ? rect.left < box.left - 1 || rect.right > box.right + 1 : rect.top < box.top - 2 || rect.bottom > box.bottom + 2;
  while (words.nextNode()) {
    const node = words.currentNode;
    if (!node.data.trim() || !node.parentElement.checkVisibility({ visibilityProperty: true })) continue;
    if (node.parentElement.closest("script, style, template, option, .rt-sr")) continue;
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (!rect.width) continue;
      const fate = outside(node.parentElement, rect);
      if (fate) { told.push(`${fate}: ${node.data.trim().slice(0, 60)}`); break; }
    }
  }
  return [...new Set(told)];

  function outside(element, rect) {
    const free = { x: true, y: true }; /* what no box around it scrolls */
    for (let box = element; box && box !== document.documentElement; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (box.namespaceURI.endsWith("svg") && box.localName !== "svg") continue;
      const area = box.getBoundingClientRect();
      for (const [axis, overflow] of [["x", style.overflowX], ["y", style.overflowY]]) {
        if (!free[axis] || style.display === "inline" || box === document.body) continue;
        if (overflow === "auto" || overflow === "scroll") free[axis] = false;
        else if (overflow !== "visible" && lacks(area, rect, axis)) return "avklippt text";
      }
      if (style.position === "fixed" && !free.y) break;
    }
    return free.x && (rect.left < -1 || rect.right > innerWidth + 1) ? "text utanför fönstret" : "";
  }
}
