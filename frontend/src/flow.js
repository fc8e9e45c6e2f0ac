// Draws the map of how cases went: dagre places activities and ways, SVG shows them.
import { graphlib, layout } from "@dagrejs/dagre";

const SVG = "http://www.w3.org/2000/svg";
const LINE = 12; // characters of Chinese in a line of a box; Latin ones take half the room

const make = (name, attributes, text) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  return element;
};

const width = (text) => [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 255 ? 1 : 0.56), 0);

// Latin words stay whole; Chinese breaks anywhere.
function lines(text) {
  const parts = text.match(/[\u0000-\u00ff]+?(?:\s|$)|[\u0000-\u00ff]+|./gu) ?? [text];
  const found = [""];
  for (const part of parts) {
    if (width(found.at(-1) + part) > LINE && found.at(-1)) found.push("");
    found[found.length - 1] += part;
  }
  return found.slice(0, 3).map((line) => line.trim());
}

function said(seconds, words) {
  if (seconds === null || seconds === undefined) return "";
  if (seconds >= 86400) return `${(seconds / 86400).toFixed(1)} ${words.d}`;
  if (seconds >= 3600) return `${(seconds / 3600).toFixed(1)} ${words.h}`;
  return `${Math.round(seconds / 60)} ${words.m}`;
}

function placed(data, label) {
  const graph = new graphlib.Graph({ multigraph: false });
  graph.setGraph({ rankdir: "TB", nodesep: 36, ranksep: 44, edgesep: 18, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of data.nodes) {
    const rows = lines(node.name);
    const wide = node.end ? 72 : Math.max(104, Math.max(...rows.map(width)) * 13.5 + 28);
    graph.setNode(node.id, { ...node, rows, width: wide, height: node.end ? 30 : rows.length * 18 + 30 });
  }
  for (const edge of data.edges) {
    const text = label(edge);
    graph.setEdge(edge.from, edge.to, { ...edge, text, width: width(text) * 12 + 8, height: 16, labelpos: "c" });
  }
  layout(graph);
  return graph;
}

// A soft curve through the points that dagre chose.
function curve(points) {
  const [first, ...rest] = points;
  let path = `M${first.x},${first.y}`;
  for (let at = 0; at < rest.length - 1; at += 1) {
    const middle = { x: (rest[at].x + rest[at + 1].x) / 2, y: (rest[at].y + rest[at + 1].y) / 2 };
    path += ` Q${rest[at].x},${rest[at].y} ${middle.x},${middle.y}`;
  }
  const last = rest.at(-1);
  return `${path} L${last.x},${last.y}`;
}

function arrow(id) {
  const marker = make("marker", { id, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: "userSpaceOnUse", orient: "auto-start-reverse" });
  marker.append(make("path", { d: "M0,0 L8,4 L0,8 z", class: "flow-tip" }));
  const defs = make("defs", {});
  defs.append(marker);
  return defs;
}

function box(node, below) {
  const group = make("g", { class: node.end ? "flow-end" : "flow-node", transform: `translate(${node.x - node.width / 2},${node.y - node.height / 2})` });
  group.append(make("rect", { width: node.width, height: node.height, rx: node.end ? 15 : 6 }));
  node.rows.forEach((row, at) => group.append(make("text", { x: node.width / 2, y: 20 + at * 18, class: "flow-name" }, row)));
  if (!node.end) group.append(make("text", { x: node.width / 2, y: node.height - 9, class: "flow-sub" }, below));
  return group;
}

function drawn(data, time, words) {
  const label = (edge) => (time ? said(edge.seconds, words) : edge.count.toLocaleString("en"));
  const graph = placed(data, label);
  const { width: wide, height: high } = graph.graph();
  const svg = make("svg", { viewBox: `0 0 ${Math.ceil(wide)} ${Math.ceil(high)}`, width: Math.ceil(wide), height: Math.ceil(high), class: "flow-svg" });
  svg.append(arrow("flow-arrow"));
  const edges = graph.edges().map((ends) => graph.edge(ends));
  const weight = (edge) => (time ? (edge.seconds ?? 0) * edge.count : edge.count);
  const most = Math.max(1, ...edges.map(weight));
  for (const edge of edges) {
    const share = weight(edge) / most;
    svg.append(make("path", { d: curve(edge.points), class: `flow-edge${time && share > 0.25 ? " slow" : ""}`, "stroke-width": (1 + 4 * Math.sqrt(share)).toFixed(1), "marker-end": "url(#flow-arrow)" }));
  }
  for (const edge of edges.filter((one) => one.text)) {
    svg.append(make("rect", { x: edge.x - edge.width / 2, y: edge.y - 9, width: edge.width, height: 18, rx: 4, class: "flow-ground" }));
    svg.append(make("text", { x: edge.x, y: edge.y + 4, class: "flow-label" }, edge.text));
  }
  for (const id of graph.nodes()) {
    const node = graph.node(id);
    svg.append(box(node, node.end ? "" : time ? said(node.seconds, words) : node.count.toLocaleString("en")));
  }
  return svg;
}

function start(place) {
  const words = JSON.parse(place.dataset.words);
  const tools = document.querySelector("[data-flow-tools]");
  let data = JSON.parse(document.getElementById("flow-drawing").textContent);
  const draw = () => place.replaceChildren(drawn(data, tools.elements.shows.value === "time", words));
  let asked = 0;
  const fetched = async () => {
    const mine = (asked += 1);
    const address = new URL(place.dataset.flowMap, location.href);
    for (const name of ["activities", "paths"]) address.searchParams.set(name, tools.elements[name].value);
    const answer = await fetch(address);
    const found = answer.ok ? await answer.json() : null;
    if (found && mine === asked) {
      data = found;
      draw();
    }
  };
  let timer = 0;
  tools.hidden = false;
  tools.addEventListener("submit", (event) => event.preventDefault());
  tools.addEventListener("input", (event) => {
    if (event.target.name === "shows") return draw();
    clearTimeout(timer);
    timer = setTimeout(fetched, 150);
  });
  draw();
}

document.querySelectorAll("[data-flow-map]").forEach(start);
