import { resolve } from "node:path";
import { defineConfig } from "vite";

const page = (path: string) => resolve(import.meta.dirname, path);

/** The pages that Hosting serves, built to hosting/dist; what is named by its content's hash may be kept for good. */
export default defineConfig({
  root: import.meta.dirname,
  // No page may load from anywhere else, so what is small isn't put into the page as a data: URL either.
  build: {
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // It would be an inline script, and every browser that these pages are for preloads modules by itself.
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    rolldownOptions: {
      input: ["index.html", "shop/index.html", "verify/index.html", "open/index.html"].map(page),
    },
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});
