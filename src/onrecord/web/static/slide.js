// Tells the day of a slider's step in words while it moves. The page works without this.
(() => {
  const step = document.getElementById("step");
  if (!step) return;
  const told = document.getElementById("stepped");
  step.form.querySelector("button").hidden = true; // htmx brings the day as it is chosen
  const tell = () => {
    const words = step.list.options[step.value].label;
    told.value = words;
    step.setAttribute("aria-valuetext", words);
  };
  step.addEventListener("input", tell);
  tell(); // a browser may keep the value of a page that it goes back to
})();
