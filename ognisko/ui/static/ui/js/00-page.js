// What the behaviours share: the words of the page, a voice for those who hear it, the token of its forms.
const words = document.getElementById("announcer")?.dataset ?? {};

const ognisko = {
  words,
  person: document.body.dataset.person ?? "",
  isStill: matchMedia("(prefers-reduced-motion: reduce)").matches,

  say(text) {
    const voice = document.getElementById("announcer");
    if (!voice || !text) return;
    voice.textContent = "";
    setTimeout(() => { voice.textContent = text; }, 50);
  },

  show(text, kind = "error") {
    const place = document.getElementById("said");
    if (!place || !text) return;
    const list = Object.assign(document.createElement("ul"), { className: "said" });
    list.append(Object.assign(document.createElement("li"), { className: kind, textContent: text }));
    place.replaceChildren(list);
    list.scrollIntoView({ block: "nearest" });
  },

  token: () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "",

  send(address, fields = {}, method = "POST") {
    const body = new URLSearchParams(fields);
    const headers = { "X-CSRFToken": ognisko.token(), "X-Requested-With": "fetch" };
    return fetch(address, { method, headers, body, credentials: "same-origin", redirect: "manual", keepalive: true });
  },

  typing: (element) => element?.matches?.("input, textarea, select, [contenteditable]") ?? false,
};

window.ognisko = ognisko;
document.documentElement.classList.add("js");
