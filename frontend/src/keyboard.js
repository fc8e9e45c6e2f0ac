// J and K walk the rows of a list, Enter opens, X ticks, A accepts, Z takes back, / goes to the
// search; a button may name a key of its own. ? lists the keys, Ctrl+Enter sends the form one is in.
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

function inRow(selector) {
  document.querySelector("[data-row].focus")?.querySelector(selector)?.click();
}

function send(event) {
  const within = event.target.closest("form") ?? document;
  const button = within.querySelector("[data-submit]");
  if (!button) return;
  event.preventDefault();
  button.click();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  a: () => inRow("[data-accept]"),
  x: () => inRow("[data-tick]"),
  z: undo,
  "?": () => document.getElementById("keys")?.showModal?.(),
  "/": () => document.querySelector("input[type=search]")?.focus(),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) send(event);
  const busy = event.isComposing || event.ctrlKey || event.metaKey || event.altKey;
  if (busy || event.target.closest(TYPING)) return;
  const key = event.key.toLowerCase();
  const named = () => document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  const act = KEYS[key] ?? (named() && (() => named().click()));
  if (!act) return;
  event.preventDefault();
  act();
});
