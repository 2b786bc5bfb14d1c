import { defineConfig } from "vitest/config";

/** `fast` and `model` need nothing but Node; `emulator` needs the stack that `npm test` starts for it. */
export default defineConfig({
  test: {
    // What passing tests print, among it the platform's own log lines about what is refused on purpose, hides the failures.
    silent: "passed-only",
    // Vitest leaves one processor free, which on two of them means one after the other; many tests only wait.
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "fast",
          include: ["test/**/*.test.ts"],
          exclude: ["test/emulator/**", "test/model/**", "test/scenario/**"],
          // Loading every module anew for every file would take three quarters of the time. So a test puts back what
          // it changes (clock, environment, console), and no module is mocked.
          isolate: false,
        },
      },
      {
        // Random histories over the flows in memory: the better part of a minute, so they run by themselves.
        test: { name: "model", include: ["test/model/**/*.test.ts"] },
      },
      {
        test: {
          name: "emulator",
          include: ["test/emulator/**/*.test.ts"],
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 30_000,
          // One file at a time: they share one Firestore, and each functions worker costs a processor.
          fileParallelism: false,
        },
      },
    ],
  },
});
