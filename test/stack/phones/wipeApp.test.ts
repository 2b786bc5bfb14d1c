import { generateKeyPair } from "jose";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { type Bench, createBench } from "./wipeBench.ts";

let bench: Bench;
beforeEach(async () => {
  bench = await createBench();
});

async function receive(jws: string): Promise<void> {
  bench.app.receive({ command: jws });
  await vi.waitFor(() => expect(bench.app.unread).toBe(0));
}

function outcomes(): string[][] {
  return bench.app.answers.map(({ results }) => results.map(({ outcome }) => outcome));
}

function slotsLeft(): string[] {
  return (["signing", "authentication"] as const).filter((kind) => bench.secureElement.chainOf(kind));
}

describe("a command that holds", () => {
  test("empties both slots, is answered with the status words, and the holder sees a notice", async () => {
    await receive(await bench.command());
    expect(slotsLeft()).toEqual([]);
    expect(bench.app.answers[0]?.results.map(({ statusWord }) => statusWord)).toEqual(["9000", "9000"]);
    expect(outcomes()).toEqual([["erased", "erased"]]);
    expect(bench.app.notices).toHaveLength(1);
    await vi.waitFor(() => expect(bench.app.answers[0]?.state).toBe("taken"));
  });

  test("received twice is answered twice with the very same acknowledgement", async () => {
    const command = await bench.command();
    await receive(command);
    await receive(command);
    await vi.waitFor(() => expect(bench.sent).toHaveLength(2));
    expect(bench.sent[1]).toBe(bench.sent[0]);
    expect(bench.app.answers.map(({ seq }) => seq)).toEqual([1]);
  });

  test("received again with a certificate more erases that one too, under the next seq", async () => {
    const [first, second] = (["signing", "authentication"] as const).map((kind) => {
      return { "x5t#S256": bench.secureElement.thumbprintOf(kind), kind };
    });
    await receive(await bench.command({ certificates: [first] }));
    expect(slotsLeft()).toEqual(["authentication"]);
    await receive(await bench.command({ certificates: [first, second] }));
    expect(slotsLeft()).toEqual([]);
    expect(outcomes()).toEqual([["erased"], ["erased", "erased"]]);
    expect(bench.app.answers.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  test("waits while the app may not work, and is obeyed on waking", async () => {
    bench.awake = false;
    bench.app.receive({ command: await bench.command() });
    bench.app.wake();
    expect(slotsLeft()).toHaveLength(2);
    bench.awake = true;
    bench.app.wake();
    await vi.waitFor(() => expect(slotsLeft()).toEqual([]));
  });

  test("is kept and tried again when the published keys can't be fetched", async () => {
    bench.keyFailures.push(new Error("no network"));
    await receive(await bench.command());
    expect(outcomes()).toEqual([["erased", "erased"]]);
  });
});

describe("the secure element", () => {
  test("busy gives notNow, and the same command later is obeyed under the next seq", async () => {
    const command = await bench.command();
    bench.secureElement.mood = "busy";
    await receive(command);
    bench.secureElement.mood = "fine";
    await receive(command);
    expect(outcomes()).toEqual([
      ["notNow", "notNow"],
      ["erased", "erased"],
    ]);
    expect(bench.app.answers.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  test("busy is tried again by the app itself at its next contact, once", async () => {
    bench.secureElement.mood = "busy";
    await receive(await bench.command());
    bench.secureElement.mood = "fine";
    bench.app.wake();
    await vi.waitFor(() => expect(outcomes().at(-1)).toEqual(["erased", "erased"]));
    bench.app.wake();
    await vi.waitFor(() => expect(bench.app.unread).toBe(0));
    expect(bench.app.answers).toHaveLength(2);
  });

  test("that obeys the SEI-TSM only is answered as failed with 6982, and that it needs the SEI-TSM", async () => {
    bench.secureElement.mood = "needsTsm";
    await receive(await bench.command());
    expect(bench.app.answers[0]?.results[0]).toMatchObject({
      outcome: "failed",
      statusWord: "6982",
      needsTsm: true,
    });
    expect(slotsLeft()).toHaveLength(2);
  });

  test.each([
    ["refusing", "6985"],
    ["failing", "6F00"],
  ] as const)("%s is answered as failed with %s", async (mood, statusWord) => {
    bench.secureElement.mood = mood;
    await receive(await bench.command());
    expect(bench.app.answers[0]?.results[0]).toMatchObject({ outcome: "failed", statusWord });
    expect(slotsLeft()).toHaveLength(2);
  });

  test("with an empty slot answers alreadyAbsent for that one", async () => {
    const command = await bench.command();
    bench.secureElement.erase("signing");
    await receive(command);
    expect(outcomes()).toEqual([["alreadyAbsent", "erased"]]);
    expect(bench.app.answers[0]?.results[0]?.statusWord).toBe("6A88");
  });
});

describe("nothing is erased", () => {
  test("of a certificate that isn't the one named, and the answer is mismatch", async () => {
    const command = await bench.command();
    bench.secureElement.writeCertificate("signing", ["b3RoZXI="]);
    await receive(command);
    expect(outcomes()).toEqual([["mismatch", "erased"]]);
    expect(slotsLeft()).toEqual(["signing"]);
  });

  test("of a buyer's certificates by the seller's command, whatever the app still takes itself for", async () => {
    const late = await bench.command();
    for (const kind of ["signing", "authentication"] as const) {
      await bench.secureElement.generateKey(kind, "the buyer's card");
      bench.secureElement.writeCertificate(kind, ["Ym91Z2h0"]);
    }
    await receive(late);
    expect(outcomes()).toEqual([["mismatch", "mismatch"]]);
    expect(slotsLeft()).toEqual(["signing", "authentication"]);
  });

  test.each([
    ["expired", { exp: Math.floor(Date.now() / 1000) - 1 }],
    ["for an earlier enrolment of this phone", { generation: 1 }],
  ])("when the command is %s, and the answer is stale", async (_, changes) => {
    await receive(await bench.command(changes));
    expect(outcomes()).toEqual([["stale", "stale"]]);
    expect(slotsLeft()).toHaveLength(2);
  });

  test.each([
    ["it is for another device", { aud: "b".repeat(64) }],
    ["it isn't a wipe command as agreed", { scope: "everything" }],
  ])("and nothing answered when %s", async (reason, changes) => {
    await receive(await bench.command(changes));
    expect(bench.app.ignored.map((ignored) => ignored.reason)).toEqual([reason]);
    expect(bench.app.answers).toEqual([]);
    expect(slotsLeft()).toHaveLength(2);
  });

  test("and nothing answered when somebody else signed it under our kid", async () => {
    const { privateKey } = await generateKeyPair("ES256");
    await receive(await bench.command({}, privateKey));
    expect(bench.app.ignored.map(({ reason }) => reason)).toEqual(["its signature doesn't verify"]);
    expect(bench.app.answers).toEqual([]);
  });

  test("by a message that isn't one of ours", async () => {
    bench.app.receive({ command: "hello" });
    bench.app.receive({ greeting: "hello" });
    await vi.waitFor(() => expect(bench.app.ignored).toHaveLength(2));
    expect(bench.app.unread).toBe(0);
  });
});

describe("an answer", () => {
  test("is sent again until it is taken, unchanged", async () => {
    bench.fates.push(new Error("no network"), "tryAgain");
    await receive(await bench.command());
    await vi.waitFor(() => expect(bench.app.answers[0]?.state).toBe("taken"));
    expect(bench.app.answers[0]?.tries).toBe(3);
    expect(new Set(bench.sent).size).toBe(1);
  });

  test("that was refused is not sent again", async () => {
    bench.fates.push("refused");
    await receive(await bench.command());
    bench.app.wake();
    await vi.waitFor(() => expect(bench.app.answers[0]?.state).toBe("refused"));
    expect(bench.sent).toHaveLength(1);
  });
});
