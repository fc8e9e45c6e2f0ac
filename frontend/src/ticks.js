// The batch bar appears when rows are ticked and says how many; the list of boxes under a
// search field shows what matches. Without this script both are there all the time.
for (const bar of document.querySelectorAll("[data-batch]")) {
  const form = bar.closest("form") ?? document.getElementById(bar.dataset.batch);
  const count = bar.querySelector("[data-count]");
  const show = () => {
    // the boxes may stand outside the form and name it
    const ticked = [...form.elements].filter((box) => box.matches("[data-tick]:checked")).length;
    bar.hidden = ticked === 0;
    count.textContent = bar.dataset.said.replace("#", ticked);
  };
  document.addEventListener("change", show);
  show();
}

for (const field of document.querySelectorAll("[data-narrow]")) {
  const list = document.querySelector(field.dataset.narrow);
  field.addEventListener("input", () => {
    const words = field.value.trim().toLowerCase();
    for (const row of list.querySelectorAll(".check")) {
      const ticked = row.querySelector("input").checked;
      row.hidden = !ticked && !row.textContent.toLowerCase().includes(words);
    }
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // searching does not send the form
  });
}
