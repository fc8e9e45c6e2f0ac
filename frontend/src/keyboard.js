// J and K walk the rows of a list, Enter opens, A accepts, Z takes back, / goes to the search.
// Keys act outside inputs only, and never while a Chinese word is being composed.
import { undo } from "./undo.js";

const TYPING = "input, select, textarea, [contenteditable]";

function rows() {
  return [...document.querySelectorAll("[data-rows] [data-row]")];
}

function step(by) {
  const list = rows();
  const at = list.findIndex((row) => row.classList.contains("focus"));
  const next = list[Math.max(0, Math.min(list.length - 1, at < 0 ? 0 : at + by))];
  if (!next) return;
  list[at]?.classList.remove("focus");
  next.classList.add("focus");
  (next.querySelector("[data-open]") ?? next).focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  document.dispatchEvent(new CustomEvent("row", { detail: next }));
}

function accept() {
  const row = document.querySelector("[data-row].focus");
  row?.querySelector("[data-accept]")?.click();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  a: accept,
  z: undo,
  "/": () => document.querySelector("input[type=search]")?.focus(),
};

document.addEventListener("keydown", (event) => {
  const busy = event.isComposing || event.ctrlKey || event.metaKey || event.altKey;
  if (busy || event.target.closest(TYPING)) return;
  const act = KEYS[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});
