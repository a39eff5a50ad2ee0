/* What is folded is opened on paper, and folded again afterwards. */
const opened = [];

addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details.rt-details:not([open])")) {
    part.open = true;
    opened.push(part);
  }
});

addEventListener("afterprint", () => {
  for (const part of opened.splice(0)) part.open = false;
});
