// Runs before paint: an "auto" theme follows the system, here and when it changes.
const root = document.documentElement;
const dark = window.matchMedia("(prefers-color-scheme: dark)");

function follow() {
  root.dataset.theme = dark.matches ? "dark" : "light";
}

if (root.dataset.theme === "auto") {
  follow();
  dark.addEventListener("change", follow);
}
