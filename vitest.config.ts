import { defineConfig } from "vitest/config";

/**
 * Tests that watch what is logged need firebase-functions' logger loaded under their own eyes, and those that turn the
 * clock need modules that have not looked at it yet. Every other file shares what is loaded: loading everything anew
 * for each would take three quarters of the time.
 */
const alone = ["test/entry/log.test.ts", "test/entry/http/app.test.ts", "test/personalData.test.ts"];
const onTheStack = ["test/emulator/**", "test/scenario/**"];

/** `fast` and `fast-alone` need nothing but Node; `emulator` needs the stack that `npm test` starts for it. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "fast",
          include: ["test/**/*.test.ts"],
          exclude: [...alone, ...onTheStack],
          isolate: false,
        },
      },
      { test: { name: "fast-alone", include: alone } },
      {
        test: {
          name: "emulator",
          include: ["test/emulator/**/*.test.ts"],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          // One file at a time: they share one Firestore, and each functions worker costs a processor.
          fileParallelism: false,
        },
      },
    ],
  },
});
