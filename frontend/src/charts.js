// Draws the charts of figures from the numbers that the page carries; a table stands beside each.
import { init, use } from "echarts/core";
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, AriaComponent, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function line(data) {
  const axis = { axisLine: { lineStyle: { color: token("--chart-axis") } }, axisLabel: { color: token("--ink-3") } };
  const target = data.target === null ? {} : {
    markLine: {
      symbol: "none", silent: true, animation: false,
      lineStyle: { color: token("--chart-target"), type: "dashed" },
      label: { formatter: data.target_label, color: token("--bad-ink"), position: "insideEndTop" },
      data: [{ yAxis: data.target }],
    },
  };
  return {
    animation: false,
    aria: { enabled: true },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 8, right: 16, top: 24, bottom: 8, containLabel: true },
    tooltip: { trigger: "axis", renderMode: "richText" },
    xAxis: { type: "category", data: data.months, boundaryGap: false, ...axis },
    yAxis: { type: "value", scale: true, max: ({ max }) => Math.max(max, data.target ?? max), min: ({ min }) => Math.min(min, data.target ?? min), splitLine: { lineStyle: { color: token("--line") } }, ...axis },
    series: [{ name: data.name, type: "line", data: data.values, connectNulls: false, symbolSize: 7, color: token("--c1"), lineStyle: { width: 2.5 }, ...target }],
  };
}

function bars(data) {
  const axis = { axisLine: { lineStyle: { color: token("--chart-axis") } }, axisLabel: { color: token("--ink-3") } };
  const colour = (beyond) => ({ color: token(beyond ? "--bad-fill" : "--c1") });
  return {
    animation: false,
    aria: { enabled: true },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 8, right: 16, top: 24, bottom: 8, containLabel: true },
    xAxis: { type: "category", data: data.labels, ...axis },
    yAxis: { type: "value", minInterval: 1, splitLine: { lineStyle: { color: token("--line") } }, ...axis },
    series: [{ name: data.name, type: "bar", barMaxWidth: 56, label: { show: true, position: "top", color: token("--ink-2") }, data: data.values.map((value, at) => ({ value, itemStyle: colour(data.beyond[at]) })) }],
  };
}

const DRAWN = { trend: line, bars };

// A picture of the drawing: SVG text → canvas → PNG, on the ground of the page.
async function picture(chart, name) {
  const image = new Image();
  const svg = new Blob([chart.renderToSVGString()], { type: "image/svg+xml" });
  image.src = URL.createObjectURL(svg);
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [chart.getWidth() * 2, chart.getHeight() * 2];
  const brush = canvas.getContext("2d");
  brush.fillStyle = token("--surface");
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  const link = Object.assign(document.createElement("a"), { href: canvas.toDataURL("image/png"), download: `${name}.png` });
  link.click();
}

for (const box of document.querySelectorAll("[data-chart]")) {
  const data = JSON.parse(document.getElementById(box.dataset.numbers).textContent);
  if (data.values.every((value) => value === null)) {
    box.hidden = true;
    continue;
  }
  const chart = init(box, null, { renderer: "svg" });
  const draw = () => chart.setOption(DRAWN[box.dataset.chart](data), true);
  draw();
  new ResizeObserver(() => chart.resize()).observe(box);
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  const save = document.querySelector(`[data-picture="${box.dataset.numbers}"]`);
  if (save) {
    save.hidden = false;
    save.addEventListener("click", () => picture(chart, data.name));
  }
}
