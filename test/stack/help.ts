import { usualPorts } from "./ports.ts";

/** What `npm start -- --help` prints. */
export function help(): string {
  const ports = Object.values(usualPorts).map(
    ({ port, purpose }) => `  ${String(port).padStart(5)}  ${purpose}`,
  );
  return `Katazuke, whole and local: the functions on the Firebase emulators, with stand-ins for everything around them.

  npm start                        set up what is missing, start, play every scenario, stay up until Ctrl-C
  npm start -- --once              play and end; exit code 0 only when every scenario ended as it should
  npm start -- --scenario NAME     play only that scenario
  npm start -- --port-base N       move every port up by N
  npm start -- --free-ports        take whatever ports are free
  npm start -- --help              print this

Needs Node 20 or newer with npm and a JDK from 21 on. Node 24 and firebase-tools are brought along, and the Firestore
emulator where no gcloud SDK on the PATH has it.

Each run has its folder .stack/<run>: logs, settings, and addresses.json, which says where everything is;
.stack/current leads to the newest. Nothing of it leaves this machine: everything listens on 127.0.0.1.

Ports, unless told otherwise:
${ports.join("\n")}`;
}
