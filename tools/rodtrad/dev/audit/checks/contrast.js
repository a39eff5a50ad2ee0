/* Contrast of every text against what it stands on, in drawings too, and of the edges of fields. */
() => {
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
    .getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const told = new Map();
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const element = words.currentNode.parentElement;
    if (!words.currentNode.data.trim() || element.closest("script, style, template, title, .rt-sr")) continue;
    if (element.classList.contains("chart-watermark")) continue; /* what it says stands below the drawing too */
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const style = getComputedStyle(element);
    const svg = element.closest("svg");
    const ground = svg ? below(element, svg) : backdrop(element);
    const ink = over(rgba(svg ? style.fill : style.color, style.opacity), ground);
    const size = parseFloat(style.fontSize);
    const least = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
    judge(ratio(ink, ground), least, words.currentNode.data.trim());
  }
  for (const field of document.querySelectorAll("input, select, textarea")) {
    if (!field.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || field.offsetWidth < 4) continue;
    const style = getComputedStyle(field);
    if (style.appearance !== "none" && ["checkbox", "radio", "range"].includes(field.type)) continue;
    const ground = backdrop(field.parentElement);
    const edge = parseFloat(style.borderTopWidth) ? rgba(style.borderTopColor) : ground;
    judge(Math.max(ratio(over(edge, ground), ground), ratio(backdrop(field), ground)), 3, `fältet ${field.name}`);
  }
  return [...told.values()];

  function judge(found, least, what) {
    if (found >= least - 0.005) return;
    told.set(what, `${found.toFixed(2).replace(".", ",")} mot ${String(least).replace(".", ",")}: ${what.slice(0, 60)}`);
  }
  /* The last shape drawn before a text that its middle lies in. */
  function below(text, svg) {
    const box = text.getBoundingClientRect();
    const middle = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2);
    let ground = backdrop(svg);
    for (const shape of svg.querySelectorAll("rect, path, polygon, circle, ellipse")) {
      if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
      const style = getComputedStyle(shape);
      if (style.fill === "none" || !shape.checkVisibility()) continue;
      if (shape.isPointInFill(middle.matrixTransform(shape.getScreenCTM().inverse())))
        ground = over(rgba(style.fill, style.fillOpacity * style.opacity), ground);
    }
    return ground;
  }
  function backdrop(element) {
    const layers = [];
    for (let box = element; box; box = box.parentElement) {
      const colour = rgba(getComputedStyle(box).backgroundColor);
      layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reduceRight((ground, colour) => over(colour, ground), rgba("Canvas"));
  }
  function rgba(colour, opacity = 1) {
    if (!known.has(colour)) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
      known.set(colour, [red, green, blue, alpha / 255]);
    }
    const [red, green, blue, alpha] = known.get(colour);
    return [red, green, blue, alpha * opacity];
  }
  function over(colour, ground) {
    return [0, 1, 2].map((i) => colour[i] * colour[3] + ground[i] * (1 - colour[3])).concat(1);
  }
  function ratio(one, other) {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }
  function luminance(colour) {
    const [red, green, blue] = colour.slice(0, 3).map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
}
