// Builds one SVG sprite from the Tabler icons that the templates and the navigation name.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";

const source = resolve(import.meta.dirname, "../src/xiaoer");
const outline = join(dirname(createRequire(import.meta.url).resolve("@tabler/icons/package.json")), "icons/outline");
const named = [/{%\s*icon\s+"([a-z0-9-]+)"/g, /icon="([a-z0-9-]+)"/g, /data-icon="([a-z0-9-]+)"/g];

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(html|py)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function iconsIn(text) {
  return named.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1]));
}

function symbol(name) {
  const svg = readFileSync(join(outline, `${name}.svg`), "utf8");
  const shapes = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
  return `<symbol id="i-${name}" viewBox="0 0 24 24">${shapes.replace(/\s+/g, " ").trim()}</symbol>`;
}

export function iconSprite() {
  return {
    name: "icon-sprite",
    generateBundle() {
      const names = [...new Set(filesBelow(source).flatMap((file) => iconsIn(readFileSync(file, "utf8"))))].sort();
      const sprite = `<svg xmlns="http://www.w3.org/2000/svg">${names.map(symbol).join("")}</svg>`;
      this.emitFile({ type: "asset", fileName: "sprite.svg", source: sprite });
    },
  };
}
