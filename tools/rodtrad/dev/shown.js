/* What a window shows: every text and painted box in it, with its place, size and colours. */
() => {
  const rows = [];
  const place = (rect) => [rect.x, rect.y, rect.width, rect.height].map(Math.round);
  const inside = (rect) => rect.width > 0 && rect.height > 0 && rect.bottom > 0 && rect.top < innerHeight
    && rect.right > 0 && rect.left < innerWidth;
  const range = document.createRange();
  const all = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (all.nextNode()) {
    const node = all.currentNode;
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (element.closest("script, style, .rt-sr")) continue;
    const style = getComputedStyle(element);
    const drawn = element.namespaceURI.endsWith("svg");
    if (node === element) {
      const colours = drawn ? [style.fill, style.stroke] : [style.backgroundColor, style.borderLeftColor];
      const plain = drawn ? !(element instanceof SVGGeometryElement)
        : /, 0\)$/.test(style.backgroundColor) && style.borderLeftWidth === "0px";
      const rect = element.getBoundingClientRect();
      if (!plain && inside(rect)) rows.push([`<${element.localName}>`, ...place(rect), colours.join(" ")]);
    } else if (node.data.trim()) {
      range.selectNodeContents(node);
      const rect = range.getBoundingClientRect();
      const words = node.data.trim().replace(/\s+/g, " ");
      if (inside(rect)) rows.push([words, ...place(rect), drawn ? style.fill : style.color]);
    }
  }
  return rows;
}
