// Single keys: / to search, j and k between posts, ? for the list of keys. They can be switched off there.
const { typing } = window.ognisko;
const dialog = document.getElementById("keys");
const choice = document.getElementById("keys-on");
const isOn = () => localStorage.getItem("keys") !== "off";

function step(by) {
  const posts = [...document.querySelectorAll(".post")];
  if (!posts.length) return;
  const here = posts.indexOf(document.activeElement?.closest(".post"));
  const visible = posts.findIndex((post) => post.getBoundingClientRect().bottom > 120);
  const next = here >= 0 ? here + by : by > 0 ? visible : visible - 1;
  const post = posts[Math.max(0, Math.min(posts.length - 1, next))];
  post.tabIndex = -1;
  post.focus({ preventScroll: true });
  post.scrollIntoView({ block: "start", behavior: window.ognisko.isStill ? "auto" : "smooth" });
}

function search() {
  const box = document.querySelector("[role=search] input");
  box?.focus();
  box?.select();
  return Boolean(box);
}

const acts = {
  "/": search,
  "j": () => step(1),
  "k": () => step(-1),
  "r": () => document.querySelector(".reply textarea")?.focus(),
  "?": () => dialog?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  const act = acts[event.key];
  if (!act || !isOn()) return;
  if (act() !== false) event.preventDefault();
});

if (choice) {
  choice.checked = isOn();
  choice.addEventListener("change", () => localStorage.setItem("keys", choice.checked ? "on" : "off"));
}
for (const button of document.querySelectorAll("[data-opens=keys]")) {
  button.hidden = false;
  button.addEventListener("click", () => dialog?.showModal());
}
