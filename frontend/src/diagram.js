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

const READABLE = 0.7; // below this, words in a box cannot be read

// The whole drawing when it can be read; else the step that is due, in the middle.
function show(canvas, known, found) {
  if (canvas.zoom("fit-viewport", "auto") >= READABLE) return;
  canvas.zoom(READABLE);
  const here = found.findLast(([id, css]) => css !== STATES.done && known.get(id)) ?? found.at(-1);
  if (here && known.get(here[0])) canvas.scrollToElement(known.get(here[0]), 160);
}

async function draw(box) {
  const answer = await fetch(box.dataset.model, { credentials: "same-origin" });
  if (!answer.ok) return;
  let model = await answer.text();
  if (!model.includes("BPMNDiagram")) model = await layoutProcess(model);
  const bpmnRenderer = { defaultFillColor: "var(--surface)", defaultStrokeColor: "var(--ink-2)", defaultLabelColor: "var(--ink)" };
  const viewer = new NavigatedViewer({ container: box, bpmnRenderer });
  await viewer.importXML(model);
  const canvas = viewer.get("canvas");
  const known = viewer.get("elementRegistry");
  for (const [id, css] of marks(box)) if (known.get(id)) canvas.addMarker(id, css);
  show(canvas, known, marks(box));
  box.dataset.drawn = "yes";
}

for (const box of document.querySelectorAll("[data-model]")) draw(box);
