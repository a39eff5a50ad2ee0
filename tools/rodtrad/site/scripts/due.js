/* Dates that had not passed when the site was built may have passed on the day that they are read. */
const now = new Date();
const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
const passed = [...document.querySelectorAll("time[data-rt-due]")].filter((time) => time.dateTime < today);
for (const time of passed) {
  const mark = document.createElement("span");
  mark.className = "rt-badge rt-badge--miss";
  mark.textContent = "Passerat i dag";
  time.after(" ", mark);
}
for (const place of document.querySelectorAll("[data-rt-today]")) {
  place.hidden = !passed.length;
  place.textContent = `${passed.length} datum till har passerat i dag, ${now.toLocaleDateString("sv-SE", { dateStyle: "long" })}.`;
}
