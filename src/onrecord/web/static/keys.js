// One key does what the button or link with that data-key does. The page works without this.
(() => {
  const box = document.getElementById("keys");
  if (!box) return;
  const remembered = "onrecord keys";
  box.checked = localStorage.getItem(remembered) !== "off";
  box.addEventListener("change", () => {
    localStorage.setItem(remembered, box.checked ? "on" : "off");
  });
  box.closest("[hidden]").hidden = false;
  let answered = false; // a second key before the next page is there would answer twice
  addEventListener("pageshow", () => (answered = false));
  document.addEventListener("keydown", (event) => {
    const writes = event.target.closest("input:not([type=checkbox]), textarea, select");
    if (!box.checked || writes || answered || event.repeat) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const chosen = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (chosen) {
      event.preventDefault();
      answered = true;
      chosen.click();
    }
  });
})();
