/* A drawing that is wider than the screen begins where the flow begins. */
for (const drawing of document.querySelectorAll(".flow-scroll > svg[data-start]")) {
  const box = drawing.parentElement;
  const scale = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
  if (box.scrollWidth <= box.clientWidth) continue;
  box.scrollLeft = drawing.dataset.start * scale - box.clientWidth / 2;
  const fit = document.createElement("button");
  fit.type = "button";
  fit.className = "rt-button rt-fit";
  fit.textContent = "Visa hela bredden";
  fit.setAttribute("aria-pressed", "false");
  fit.addEventListener("click", () => {
    const pressed = box.classList.toggle("flow-scroll--fit");
    fit.setAttribute("aria-pressed", String(pressed));
  });
  box.before(fit);
}
