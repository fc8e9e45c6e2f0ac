// Shows how far an upload has come. Without this script the form is sent the ordinary way.
function begin(form) {
  const state = form.querySelector(".upload-state");
  const said = form.querySelector("[data-said]");
  const bar = form.querySelector("[data-bar]");
  const button = document.activeElement?.form === form ? document.activeElement : null;
  const body = new FormData(form);
  if (button?.name) body.append(button.name, button.value);
  state.hidden = false;
  said.textContent = said.dataset.sending;

  const request = new XMLHttpRequest();
  request.open("POST", form.action || location.href);
  request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
  request.upload.addEventListener("progress", (event) => {
    bar.setAttribute("width", `${Math.round((event.loaded / event.total) * 100)}%`);
  });
  request.upload.addEventListener("load", () => (said.textContent = said.dataset.reading));
  request.addEventListener("error", () => (said.textContent = said.dataset.failed));
  request.addEventListener("load", () => show(request));
  request.send(body);
}

function show(request) {
  const made = request.status === 201 && request.getResponseHeader("Location");
  if (made) {
    location.assign(made);
    return;
  }
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  document.title = page.title;
  document.querySelector("main").replaceWith(page.querySelector("main"));
  document.querySelector(".errsum")?.focus();
  watch();
}

function watch() {
  for (const form of document.querySelectorAll("form[data-upload]")) {
    if (!form.querySelector(".upload-state")) continue;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      begin(form);
    });
  }
}

watch();
