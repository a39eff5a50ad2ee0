/* The look-up of codes: by the beginning of a code, by title, by document. The list is fetched when it is asked for. */
for (const box of document.querySelectorAll("[data-rt-codes]")) lookUp(box);

function lookUp(box) {
  const MOST = 12;
  const form = box.querySelector("form");
  const input = form.elements.kod;
  const status = box.querySelector("[role=status]");
  const list = box.querySelector(".rt-hits");
  const root = box.dataset.rtRoot;
  let asked;

  const load = () => {
    asked = asked || fetch(box.dataset.rtCodes).then((answer) => answer.json()).then(prepared);
    return asked;
  };
  const prepared = ({ systems, documents, codes }) => codes.map(([system, code, title, uses]) => ({
    scheme: systems[system][0],
    system: systems[system][1],
    code,
    title,
    key: bare(code),
    words: fold(`${title} ${uses.map(([number]) => documents[number][0]).join(" ")}`),
    uses: uses.map(([number, places]) => ({ document: documents[number], places })),
  }));

  /* Codes that begin so; else the nearest wider code; else those with the words. */
  const find = (codes, written) => {
    const key = bare(written);
    const begun = key ? codes.filter((one) => one.key.startsWith(key)) : [];
    if (begun.length) {
      begun.sort((a, b) => (b.key === key) - (a.key === key));
      return { found: begun, exact: begun[0].key === key };
    }
    if (/\d/.test(key)) {
      for (let end = key.length - 1; end >= 3; end -= 1) {
        const wider = codes.filter((one) => one.key === key.slice(0, end));
        if (wider.length) return { found: wider, wider: true };
      }
    }
    const words = fold(written).split(/\s+/).filter(Boolean);
    return { found: codes.filter((one) => words.every((word) => one.words.includes(word))) };
  };

  const show = async () => {
    const written = input.value.trim();
    history.replaceState(null, "", location.pathname + (written ? `?kod=${encodeURIComponent(written)}` : ""));
    if (!written) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    let codes;
    try {
      codes = await load();
    } catch {
      status.textContent = "Koderna kan inte hämtas. De står efter kapitel nedan.";
      return;
    }
    if (written !== input.value.trim()) return; /* more has been written meanwhile */
    const { found, wider } = find(codes, written);
    list.replaceChildren(...found.slice(0, MOST).map(line));
    const more = found.length > MOST ? ` De första ${MOST} visas.` : "";
    if (!found.length) status.textContent = `Ingen text här gäller ${written}.`;
    else if (wider) status.textContent = `${written} står inte för sig. ${found[0].code} omfattar den.`;
    else status.textContent = (found.length === 1 ? "1 kod." : `${found.length} koder.`) + more;
  };

  const line = ({ scheme, system, code, title, uses }) => {
    const item = document.createElement("li");
    const name = anchor(`koder/${scheme}/${code}/`, title ? `${code} ${title}` : code);
    name.className = "rt-hit__title";
    const kind = document.createElement("span");
    kind.className = "rt-badge";
    kind.textContent = system;
    const places = document.createElement("ul");
    places.className = "rt-uses";
    places.append(...uses.map(used));
    item.append(name, " ", kind, places);
    return item;
  };
  const used = ({ document: [title, kind, address, example], places }) => {
    const item = document.createElement("li");
    const about = document.createElement("span");
    about.className = "rt-row__cell";
    about.textContent = ` ${kind}${example ? ", exempel" : ""}`;
    item.append(anchor(address, title), about);
    const blocks = document.createElement("ul");
    for (const [words, id] of places) {
      const block = document.createElement("li");
      block.append(anchor(`${address}#${id}`, words));
      blocks.append(block);
    }
    if (places.length) item.append(blocks);
    return item;
  };
  const anchor = (address, words) => {
    const link = document.createElement("a");
    link.href = root + address;
    link.textContent = words;
    return link;
  };

  input.addEventListener("input", show);
  input.addEventListener("focus", () => load().catch(() => {}), { once: true });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await show();
    const first = list.querySelector(".rt-hit__title");
    if (first) location.href = first.href;
  });
  box.addEventListener("keydown", (event) => {
    const stops = [input, ...list.querySelectorAll(".rt-hit__title")];
    const here = stops.indexOf(document.activeElement);
    if (event.key === "Escape" && here !== 0) {
      input.focus();
      event.preventDefault();
    } else if (here >= 0 && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const next = stops[here + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) next.focus();
      event.preventDefault();
    }
  });

  const given = new URLSearchParams(location.search).get("kod");
  if (given) {
    input.value = given;
    show();
  }
}

/* F 32,1 and f321 are F32.1. */
function bare(written) {
  return written.toUpperCase().replace(/[^0-9A-ZÅÄÖ]/g, "");
}
