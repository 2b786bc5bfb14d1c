import { describe, expect, test } from "vitest";
import { randomFrom } from "../chaos/random.ts";
import { craft } from "./craft.ts";
import { targets } from "./endpoints.ts";
import { fakeCast } from "./fakeCast.ts";
import { bytesOf } from "./wire.ts";

const marker = "KatazukePlanted0N1Z";
const cast = fakeCast();

const crafted = (seed: number, target: (typeof targets)[number]) =>
  craft(target, cast, { random: randomFrom(seed), marker });

describe.each(targets)("requests to $name", (target) => {
  test("are of every kind, and each can be written to a wire", async () => {
    const kinds = new Set<string>();
    for (let seed = 0; seed < 400; seed += 1) {
      const { request, oddities } = await crafted(seed, target);
      expect(bytesOf(request, "127.0.0.1").length).toBeGreaterThan(20);
      for (const one of oddities.length > 0 ? oddities : ["right"]) kinds.add(one.split(" ")[0] ?? "");
    }
    const everywhere = ["right", "header", "path", "method", "framing", "gzip"];
    const withMessage = target.takes ? ["body", "content", ...Object.keys(target.signed ?? {})] : [];
    const seen = new Set([...kinds].map((kind) => kind.replace(/:$/, "")));
    expect([...everywhere, ...withMessage].filter((kind) => !seen.has(kind))).toEqual([]);
  });

  test("have nothing wrong with them where they are to be right", async () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const { oddities } = await craft(target, cast, { random: randomFrom(seed), marker, isRight: true });
      expect(oddities).toEqual([]);
    }
  });

  test("are the same for the same seed", async () => {
    for (let seed = 0; seed < 20; seed += 1)
      expect(await crafted(seed, target)).toEqual(await crafted(seed, target));
  });
});

test("what is right is in the contract's form", async () => {
  for (const target of targets) {
    if (!target.takes) continue;
    for (let seed = 0; seed < 30; seed += 1) {
      const { request } = await craft(target, cast, { random: randomFrom(seed), marker, isRight: true });
      const json: unknown = JSON.parse(Buffer.from(request.body ?? []).toString());
      const message: unknown = target.isCallable ? Object(json).data : json;
      expect(target.takes.safeParse(message).error).toBeUndefined();
    }
  }
});
