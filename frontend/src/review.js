// Keeps the plan's text and the list of targets side by side: the row that the keyboard
// stands on is shown in the text.
function inText(key) {
  return document.querySelector(`.plan-text [data-target="${key}"]`);
}

function show(key) {
  document.querySelector(".plan-text .mk.on")?.classList.remove("on");
  const mark = inText(key);
  mark?.classList.add("on");
  const box = document.querySelector(".plan-text");
  if (mark && box) box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
}

document.addEventListener("row", (event) => show(event.detail.dataset.target));

const opened = document.querySelector(".target-list .on")?.dataset.target;
if (opened) show(opened);

document.querySelector(".errsum")?.focus();
