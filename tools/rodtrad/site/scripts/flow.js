/* The flow chart: begins where the flow begins, can be made larger and smaller, and is dragged with the mouse.
   A finger scrolls it as it scrolls everything; the keyboard by its focus. */
for (const drawing of document.querySelectorAll(".flow-scroll > svg[data-start]")) {
  const box = drawing.parentElement;
  const frame = box.parentElement;
  const natural = drawing.viewBox.baseVal.width;
  const shown = () => drawing.getBoundingClientRect().width / natural;
  const toStart = () => { box.scrollLeft = drawing.dataset.start * shown() - box.clientWidth / 2; };
  toStart();

  const scale = (wanted) => {
    const middle = (box.scrollLeft + box.clientWidth / 2) / drawing.getBoundingClientRect().width;
    const width = Math.min(Math.max(wanted, 0.2), 2) * natural;
    Object.assign(drawing.style, { width: `${width}px`, height: "auto", maxWidth: "none" });
    box.scrollLeft = middle * width - box.clientWidth / 2;
  };
  const tools = document.createElement("div");
  tools.className = "rt-flow__tools";
  tools.setAttribute("role", "group");
  tools.setAttribute("aria-label", "Flödesschemats storlek");
  for (const [sign, name, size] of [
    ["−", "Förminska schemat", () => shown() / 1.25],
    ["+", "Förstora schemat", () => shown() * 1.25],
    ["Hela bredden", "", () => (box.clientWidth - 2) / natural],
    ["Full storlek", "", () => 1],
  ]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "rt-button";
    button.textContent = sign;
    if (name) button.setAttribute("aria-label", name);
    button.addEventListener("click", () => scale(size()));
    tools.append(button);
  }
  frame.append(tools);

  let from = null;
  box.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button === 0) {
      from = { x: event.clientX, y: event.clientY, left: box.scrollLeft, top: scrollY, far: false };
    }
  });
  addEventListener("pointermove", (event) => {
    if (!from) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    if (!from.far && Math.hypot(dx, dy) < 6) return;
    from.far = true;
    frame.classList.add("rt-flow--dragged");
    box.scrollLeft = from.left - dx;
    scrollTo(scrollX, from.top - dy);
  });
  addEventListener("pointerup", () => {
    frame.classList.remove("rt-flow--dragged");
    setTimeout(() => { from = null; });
  });
  box.addEventListener("click", (event) => { if (from?.far) event.preventDefault(); }, true);
  drawing.addEventListener("dragstart", (event) => event.preventDefault());
}
