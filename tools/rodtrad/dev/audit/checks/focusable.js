/* Everything that Tab should reach, in order; each is remembered with its looks while it has no focus. */
() => {
  const colours = (element) => {
    const style = getComputedStyle(element);
    return {
      outline: style.outlineStyle === "none" ? "" : `${style.outlineWidth} ${style.outlineColor}`,
      shadow: style.boxShadow, stroke: style.stroke === "none" ? "" : `${style.strokeWidth} ${style.stroke}`,
      border: `${style.borderTopWidth} ${style.borderTopColor}`, ground: style.backgroundColor, opacity: style.opacity,
    };
  };
  window.rtLooks = (element) => [element, ...(element.nextElementSibling ? [element.nextElementSibling] : []),
    ...[...element.querySelectorAll("*")].slice(0, 12)].map((part) => [part, colours(part)]);
  const radios = new Set();
  const reached = [...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, iframe, [tabindex]",
  )].filter((element) => {
    if (element.disabled || element.tabIndex < 0 || element.closest("[inert]") || element.type === "hidden") return false;
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    if (element.type !== "radio") return true;
    const group = [...document.getElementsByName(element.name)].filter((one) => one.form === element.form);
    const stop = group.find((one) => one.checked) || group[0];
    if (element !== stop || radios.has(stop)) return false;
    return radios.add(stop);
  });
  window.rtReached = new Map(reached.map((element, at) => [element, { at, looks: window.rtLooks(element) }]));
  return reached.map(window.rtName = (element) => `${element.localName}${element.id ? `#${element.id}` : ""} `
    + `${(element.getAttribute("aria-label") || element.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40)}`);
}
