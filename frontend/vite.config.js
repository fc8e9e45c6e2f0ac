import { defineConfig } from "vite";
import { resolve } from "node:path";
import { iconSprite } from "./icon-sprite.js";

export default defineConfig({
  base: "/static/dist/",
  plugins: [iconSprite()],
  css: { preprocessorOptions: { scss: { quietDeps: true, silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"] } } },
  build: {
    manifest: "manifest.json",
    outDir: resolve(import.meta.dirname, "../src/xiaoer/web/static/dist"),
    emptyOutDir: true,
    target: ["chrome99", "firefox102", "safari15.4"],
    rollupOptions: {
      input: { main: resolve(import.meta.dirname, "src/main.js"), theme: resolve(import.meta.dirname, "src/theme.js"), diagram: resolve(import.meta.dirname, "src/diagram.js"), charts: resolve(import.meta.dirname, "src/charts.js"), flow: resolve(import.meta.dirname, "src/flow.js") },
    },
  },
});
