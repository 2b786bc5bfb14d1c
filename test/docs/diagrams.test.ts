import { test } from "vitest";
import { certificateMoves } from "../../functions/src/domain/certificate.ts";
import { holdMoves } from "../../functions/src/domain/hold.ts";
import {
  type PushTarget,
  type PushTargetState,
  pushTargetStates,
  registered,
  unregistered,
} from "../../functions/src/domain/pushTarget.ts";
import { wipeMoves } from "../../functions/src/domain/wipeMoves.ts";
import { minutesLater, start } from "../doubles/samples.ts";
import { expectBlocks } from "./generatedBlocks.ts";

type Table = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

test("docs/architecture.md draws the states as the tables have them", async () => {
  await expectBlocks("architecture.md", {
    certificate: diagram(certificateMoves),
    hold: diagram(holdMoves),
    wipe: diagram(wipeMoves),
    pushTarget: diagram(pushTargetMoves()),
  });
});

/** Every move to another state as an arrow, the verbs that lead there together; a state that nothing leaves is an end. */
function diagram(table: Table): string {
  const [first = ""] = Object.keys(table);
  const arrows = Object.entries(table).flatMap(([state, row]) => leaving(state, row));
  return ["```mermaid", "stateDiagram-v2", `  [*] --> ${first}`, ...arrows, "```"].join("\n");
}

function leaving(state: string, row: Table[string]): string[] {
  const moves = Object.entries(row).filter(([, next]) => typeof next === "string" && next !== state);
  const byNext = Object.groupBy(moves, ([, next]) => String(next));
  const arrows = Object.entries(byNext).map(([next, verbs = []]) => {
    return `  ${state} --> ${next}: ${verbs.map(([verb]) => verb).join(", ")}`;
  });
  return arrows.length > 0 ? arrows : [`  ${state} --> [*]`];
}

/** The push target's moves live in two functions instead of a table: they are drawn by what they do. */
function pushTargetMoves(): Table {
  const inState = (state: PushTargetState): PushTarget => {
    const target = { kind: "fcmToken", value: "x", state, seenAt: start } as const;
    return state === "active" ? target : { ...target, suspectAt: start };
  };
  const oneDay = 24 * 60;
  return Object.fromEntries(
    pushTargetStates.map((state) => {
      const unregisteredSoon = unregistered(inState(state), minutesLater(oneDay - 1)).state;
      const aDayLater = unregistered(inState(state), minutesLater(oneDay)).state;
      const late = aDayLater === unregisteredSoon ? {} : { "UNREGISTERED a day later": aDayLater };
      return [
        state,
        { UNREGISTERED: unregisteredSoon, ...late, registered: registered(inState(state), start).state },
      ];
    }),
  );
}
