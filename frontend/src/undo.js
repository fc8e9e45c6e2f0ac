// What was just accepted can be taken back for 30 seconds: by the button, or by Z.
const SHOWN = 30_000; // milliseconds
let waiting = null;
let toast = null;
let timer = 0;
let standing = "";

function hide() {
  clearTimeout(timer);
  toast?.remove();
  toast = waiting = null;
}

function show(button) {
  hide();
  waiting = button;
  toast = document.createElement("div");
  toast.className = "toast-x";
  const said = document.createElement("span");
  said.textContent = document.getElementById("announce")?.textContent ?? "";
  const act = document.createElement("button");
  act.type = "button";
  act.className = "btn btn-line btn-sm";
  act.textContent = button.firstChild.textContent;
  act.addEventListener("click", undo);
  toast.append(said, act);
  document.body.append(toast);
  timer = setTimeout(hide, SHOWN);
}

export function undo() {
  const button = waiting;
  hide();
  if (button?.isConnected) button.click();
}

// a row that is swapped keeps the keyboard's place
document.addEventListener("htmx:beforeSwap", (event) => {
  const target = event.detail.target;
  standing = target.classList?.contains("focus") ? target.id : "";
});

document.addEventListener("htmx:load", (event) => {
  const row = event.detail.elt;
  if (!row.matches?.("[data-row]")) return;
  if (standing && row.id === standing) row.classList.add("focus");
  const button = row.querySelector("[data-undo]");
  // the announcement is swapped in the same answer, after the row
  if (button) setTimeout(() => show(button));
});
