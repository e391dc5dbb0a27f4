// The page for a lost connection is fetched only by who comes back: the first view stays light.
if ("serviceWorker" in navigator && window.ognisko.person) {
  if (sessionStorage.getItem("seen")) navigator.serviceWorker.register("/sw.js").catch(() => {});
  sessionStorage.setItem("seen", "1");
}
addEventListener("offline", () => window.ognisko.show(window.ognisko.words.offline));
addEventListener("online", () => document.getElementById("said")?.replaceChildren());
