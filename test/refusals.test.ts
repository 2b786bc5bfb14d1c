import { expect, test } from "vitest";
import { isRefused } from "../functions/src/domain/refusal.ts";
import { byCertificate } from "./refusals/rowsOfCards.ts";
import { byOthers } from "./refusals/rowsOfOthers.ts";
import { inSession } from "./refusals/rowsOfSessions.ts";
import { story } from "./refusals/tries.ts";

test.each([...byCertificate, ...inSession, ...byOthers])(
  "%s is refused, and told where it belongs",
  async (...row) => {
    const [, attempt, refused, expected] = row;
    const told = await story();
    const { world, holderId, otherHolderId, deviceId } = told;
    const before = new Set(world.documents.paths("audit"));
    const decision = await attempt(told);
    expect(isRefused(decision) ? decision.refused : "granted").toBe(refused);
    const names: Record<string, string> = {
      [`holders/${holderId}`]: "holder",
      [`holders/${otherHolderId}`]: "other holder",
      [`devices/${deviceId}`]: "device",
      "registers/refused": "register",
    };
    const added = world.documents.paths("audit").filter((path) => !before.has(path));
    const entries = added
      .map((path) => world.documents.at(path) ?? {})
      .filter(({ act }) => String(act).endsWith("Refused"));
    const lines = entries.map(
      ({ chain, act, actor, method }) => `${names[String(chain)]}: ${act} by ${actor}, ${method}`,
    );
    expect(lines.join("; ") || "nothing").toBe(expected);
    const reasons = entries.map(({ refusal }) => refusal).filter((refusal) => refusal !== undefined);
    expect(reasons.every((refusal) => refusal === refused)).toBe(true);
    expect(reasons.length > 0).toBe(expected !== "nothing");
  },
);
