/**
 * Preloaded into firebase-tools: when the launcher is gone, even by SIGKILL, its end of our stdin closes, and the
 * emulators are told to end in their own way, Java included.
 */
process.stdin.once("close", () => process.kill(process.pid, "SIGTERM")).resume();
