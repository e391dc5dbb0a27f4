// The summary of errors takes focus, so that it is heard first and Tab leads on to the fields.
document.getElementById("summary")?.focus();

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#summary a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const first = field.matches("input, textarea, select") ? field : field.querySelector("input, textarea, select");
  (first ?? field).focus();
  (first ?? field).closest(".field")?.scrollIntoView({ block: "nearest" });
});
