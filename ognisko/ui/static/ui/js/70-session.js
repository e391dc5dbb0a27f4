// Two minutes before the session ends the person is asked, and can stay by one button; drafts are safe either way.
const meta = document.querySelector("meta[name=session-ends]");
const box = document.getElementById("session-ends");
const { send, say } = window.ognisko;
const early = 120;
let timer = 0;

function wait(ends) {
  clearTimeout(timer);
  const left = ends * 1000 - Date.now() - early * 1000;
  timer = setTimeout(() => (Date.now() + 1000 < (ends - early) * 1000 ? wait(ends) : warn(ends)), Math.min(Math.max(left, 0), 2 ** 31 - 1));
}

function warn(ends) {
  box.hidden = false;
  say(box.querySelector("p").textContent);
  timer = setTimeout(over, Math.max(ends * 1000 - Date.now(), 0));
}

function over() {
  box.querySelector("p").textContent = box.dataset.over;
  box.querySelector("button").hidden = true;
  box.querySelector("a").hidden = false;
  say(box.dataset.over);
}

async function stay() {
  const answer = await send(meta.dataset.stay).catch(() => null);
  if (!answer?.ok) return over();
  const { ends } = await answer.json();
  localStorage.setItem("session-ends", ends);
  box.hidden = true;
  wait(ends);
}

if (meta && box) {
  const ends = Number(meta.content);
  localStorage.setItem("session-ends", ends);
  wait(ends);
  box.querySelector("button").addEventListener("click", stay);
  addEventListener("storage", (event) => {
    if (event.key === "session-ends" && Number(event.newValue) > 0) { box.hidden = true; wait(Number(event.newValue)); }
  });
}
