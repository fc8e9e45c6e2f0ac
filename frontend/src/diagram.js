// Draws the process of a case: steps that are done, the one that is due, the one that waits.
// A file that came without a drawing is laid out here; the model itself is not changed.
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";
import { layoutProcess } from "bpmn-auto-layout";
import "bpmn-js/dist/assets/diagram-js.css";
import "bpmn-js/dist/assets/bpmn-js.css";

const STATES = { done: "is-done", now: "is-now", hold: "is-hold" };

function marks(box) {
  return Object.entries(STATES).flatMap(([name, css]) =>
    (box.dataset[name] ?? "").split(" ").filter(Boolean).map((id) => [id, css]),
  );
}

async function draw(box) {
  const answer = await fetch(box.dataset.model, { credentials: "same-origin" });
  if (!answer.ok) return;
  let model = await answer.text();
  if (!model.includes("BPMNDiagram")) model = await layoutProcess(model);
  const viewer = new NavigatedViewer({ container: box });
  await viewer.importXML(model);
  const canvas = viewer.get("canvas");
  const known = viewer.get("elementRegistry");
  for (const [id, css] of marks(box)) if (known.get(id)) canvas.addMarker(id, css);
  canvas.zoom("fit-viewport", "auto");
  const now = box.querySelector(".is-now");
  now?.scrollIntoView({ block: "nearest", inline: "center" });
  box.dataset.drawn = "yes";
}

for (const box of document.querySelectorAll("[data-model]")) draw(box);
