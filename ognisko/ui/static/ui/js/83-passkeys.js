// A form that a passkey fills in: the browser asks for a finger, a face, a PIN or a key, and the form takes the answer.
const { say, show } = window.ognisko;
const canUse = Boolean(window.PublicKeyCredential?.parseCreationOptionsFromJSON);

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const headers = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };
  const answer = await fetch(form.dataset.asks, { headers, credentials: "same-origin" });
  return (await answer.json()).request_options;
}

async function credentialOf(form) {
  const { publicKey } = await optionsOf(form);
  return form.dataset.passkey === "create"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
}

async function fill(form) {
  try {
    form.elements.credential.value = JSON.stringify((await credentialOf(form)).toJSON());
    form.submit();
  } catch {
    show(form.dataset.failed);
    say(form.dataset.failed);
  }
}

for (const form of canUse ? document.querySelectorAll("form[data-passkey]") : []) {
  form.hidden = false;
  form.parentElement.querySelector("[data-no-passkey]")?.remove();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    fill(form);
  });
}
