/* Everything that Tab should reach, in order. From now on each step of Tab is written down in `rtSteps`: where the focus
   is, whether it can be seen, and how clear it is that it is there, against its looks while it had no focus. */
() => {
  const top = document.body.insertBefore(document.createElement("span"), document.body.firstChild);
  top.tabIndex = -1;
  top.focus(); /* Tab goes on from here, though it is taken away */
  top.remove();
  const colours = (element) => {
    const style = getComputedStyle(element);
    return {
      outline: style.outlineStyle === "none" ? "" : `${style.outlineWidth} ${style.outlineColor}`,
      shadow: style.boxShadow, stroke: style.stroke === "none" ? "" : `${style.strokeWidth} ${style.stroke}`,
      border: `${style.borderTopWidth} ${style.borderTopColor}`, ground: style.backgroundColor, opacity: style.opacity,
    };
  };
  const looks = (element) => [element, ...(element.labels ?? []), ...[...element.querySelectorAll("*")].slice(0, 12)]
    .map((part) => [part, colours(part)]);
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
  const known = new Map(reached.map((element, at) => [element, { at, before: looks(element) }]));
  window.rtSteps = [];
  addEventListener("keyup", (event) => { if (event.key === "Tab") window.rtSteps.push(step(document.activeElement)); });
  return reached.map(name);

  function step(element) {
    if (!element || element === document.body || element === document.documentElement) return null;
    const kept = known.get(element);
    return {
      at: kept ? kept.at : -1, name: name(element), seen: inSight(element),
      clear: kept ? clearness(element, kept.before) : 21,
    };
  }
  function name(element) {
    const words = (element.getAttribute("aria-label") || element.textContent || "").trim().replace(/\s+/g, " ");
    return `${element.localName}${element.id ? `#${element.id}` : ""} ${words.slice(0, 40)}`;
  }
  function inSight(target) {
    return [target, ...(target.labels ?? [])].some((part) => [...part.getClientRects()].some((rect) => {
      const left = Math.max(rect.left, 0), right = Math.min(rect.right, innerWidth);
      const top = Math.max(rect.top, 0), bottom = Math.min(rect.bottom, innerHeight);
      if (right - left < 1 || bottom - top < 1) return false;
      return [0.5, 0.1, 0.9].some((share) => {
        const hit = document.elementFromPoint(left + (right - left) * share, top + (bottom - top) * share);
        return hit && (part.contains(hit) || hit.contains(part) && hit.localName !== "html");
      });
    }));
  }
  function clearness(target, before) {
    let best = 0;
    for (const [at, [part, now]] of looks(target).entries()) {
      const then = before[at] && before[at][1];
      if (!then) continue;
      const around = ground(part.namespaceURI.endsWith("svg") ? part.closest("svg") : part.parentElement);
      const width = parseFloat(now.outline);
      if (now.outline && now.outline !== then.outline && width >= 2)
        best = Math.max(best, ratio(now.outline.slice(now.outline.indexOf(" ") + 1), around));
      if (now.shadow !== then.shadow && now.shadow !== "none")
        best = Math.max(best, ratio(now.shadow.match(/^[a-z]+\([^)]*\)/)?.[0] ?? "transparent", around));
      if (now.stroke && now.stroke !== then.stroke && parseFloat(now.stroke) >= 2)
        best = Math.max(best, ratio(now.stroke.slice(now.stroke.indexOf(" ") + 1), around));
      if (now.ground !== then.ground) best = Math.max(best, ratio(now.ground, then.ground));
    }
    return best;
  }
  function ground(box) {
    for (let at = box; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\)$|^transparent$/.test(colour)) return colour;
    }
    return "Canvas";
  }
  function ratio(one, other) {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }
  function luminance(colour) {
    const pen = (window.rtPen ||= document.createElement("canvas").getContext("2d", { willReadFrequently: true }));
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...pen.getImageData(0, 0, 1, 1).data].map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
}
