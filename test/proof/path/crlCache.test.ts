import "reflect-metadata";
import { CRLDistributionPointsExtension } from "@peculiar/x509";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FetchCrl } from "../../../functions/src/flow/ports.ts";
import type { TrustedPath } from "../../../functions/src/proof/path/checkPath.ts";
import { crlCache } from "../../../functions/src/proof/path/crlCache.ts";
import { type FindCrls, revocationOf } from "../../../functions/src/proof/path/revocation.ts";
import { minutesFromNow, newCrl } from "../../doubles/crlMaker.ts";
import { crlAt, newLeaf, newRoot, trustedPath } from "../../doubles/paths.ts";
import type { Authority } from "../../stack/authorities/authority.ts";

const address = "http://crl.example/list.crl";
const minute = 60_000;

let root: Authority;
let path: TrustedPath;
let serial: string;
let good: Uint8Array;
let revoking: Uint8Array;
beforeAll(async () => {
  root = await newRoot();
  path = trustedPath([await newLeaf(root, { extensions: [crlAt(address)] })], root);
  serial = Buffer.from(path.leaf.tbs.serialNumber).toString("hex");
  good = await newCrl(root, { from: -10, until: 60 });
  revoking = await newCrl(root, { from: -5, until: 60, revoked: [serial] });
});

let served: () => Promise<Uint8Array>;
let fetched: string[];
let logged: unknown[];
let findCrls: FindCrls;
const log = (code: string, fields?: object) => {
  logged.push({ code, ...fields });
};
const fetchCrl: FetchCrl = (asked) => {
  fetched.push(asked);
  return served();
};
beforeEach(() => {
  [fetched, logged] = [[], []];
  findCrls = crlCache({ fetchCrl, refreshAfter: 10 * minute, log });
});

function statusAt(minutes: number, of = path) {
  return revocationOf(of, findCrls, minutesFromNow(minutes));
}

const serve = (der: Uint8Array) => {
  served = async () => der;
};
const serveNothing = () => {
  served = () => Promise.reject(new Error("no answer"));
};

test("a list is fetched once and serves for half as long as it may be old", async () => {
  serve(good);
  expect([await statusAt(0), await statusAt(2), await statusAt(4.9)]).toEqual(["good", "good", "good"]);
  expect(fetched).toEqual([address]);
});

test("from then on it is fetched again beside whoever asks, who doesn't wait", async () => {
  serve(good);
  await statusAt(0);
  const answer = Promise.withResolvers<Uint8Array>();
  served = () => answer.promise;
  expect([await statusAt(5), await statusAt(9.9)]).toEqual(["good", "good"]);
  expect(fetched).toHaveLength(2);
  answer.resolve(revoking);
  await new Promise(setImmediate);
  expect(await statusAt(9.9)).toBe("revoked");
});

test("whoever asks when it wasn't fetched for all of that time waits, and what is new on it counts", async () => {
  serve(good);
  await statusAt(0);
  serve(revoking);
  expect(await statusAt(10)).toBe("revoked");
});

test("a fetch that stood still with its instance isn't taken for news", async () => {
  serve(good);
  await statusAt(0);
  const old = Promise.withResolvers<Uint8Array>();
  served = () => old.promise;
  await statusAt(5);
  const asked = statusAt(50);
  serve(revoking);
  old.reject(new Error("given up"));
  expect(await asked).toBe("revoked");
  expect(fetched).toHaveLength(3);
});

test("many who ask at once wait for one answer", async () => {
  const answer = Promise.withResolvers<Uint8Array>();
  served = () => answer.promise;
  const asked = [0, 0, 0, 0].map(() => statusAt(0));
  answer.resolve(good);
  expect(await Promise.all(asked)).toEqual(["good", "good", "good", "good"]);
  expect(fetched).toEqual([address]);
});

describe("while the address gives nothing", () => {
  test("nothing is known, it is logged by its host, and asked again after ten seconds, not at each request", async () => {
    serveNothing();
    expect([await statusAt(0), await statusAt(0.1)]).toEqual(["unknown", "unknown"]);
    expect(fetched).toHaveLength(1);
    expect(logged).toEqual([{ code: "crl_unavailable", host: "crl.example", cause: "Error" }]);
    serve(good);
    expect(await statusAt(0.2)).toBe("good");
  });

  test("nobody waits for it as long as calls come and the list that is there is good", async () => {
    serve(good);
    await statusAt(0);
    for (let minutes = 5; minutes < 40; minutes += 1) {
      const answer = Promise.withResolvers<Uint8Array>();
      served = () => answer.promise;
      expect(await statusAt(minutes)).toBe("good");
      answer.reject(new Error("no answer"));
      await new Promise(setImmediate);
    }
    expect(logged).toHaveLength(35);
  });

  test("the list that is there serves until it is out of date, and no longer", async () => {
    serve(good);
    await statusAt(0);
    serveNothing();
    expect([await statusAt(10), await statusAt(59), await statusAt(60)]).toEqual(["good", "good", "unknown"]);
    serve(await newCrl(root, { from: 59, until: 120 }));
    expect(await statusAt(61)).toBe("good");
  });
});

describe("a good list isn't replaced, and the log says why:", () => {
  test.each<[string, string, () => Promise<Uint8Array>]>([
    ["not_signed_by_its_ca", "by another's", async () => newCrl(await newRoot(), { from: -1, until: 90 })],
    ["older_than_before", "by an older one that still holds", () => newCrl(root, { from: -20, until: 60 })],
    ["out_of_date", "by one that is out of date", () => newCrl(root, { from: -4, until: 1 })],
    ["unreadable", "by what is no list", async () => Buffer.from("<html>Sign in to this network</html>")],
  ])("%s, %s", async (cause, _, other) => {
    serve(revoking);
    await statusAt(0);
    serve(await other());
    expect(await statusAt(15)).toBe("revoked");
    expect(fetched).toHaveLength(2);
    expect(logged).toEqual([{ code: "crl_unavailable", host: "crl.example", cause: `CrlFlaw:${cause}` }]);
  });
});

test("a list that somebody else signed is as good as none", async () => {
  serve(await newCrl(await newRoot(), {}));
  expect(await statusAt(0)).toBe("unknown");
});

test("only web addresses are asked, and of a place's addresses the next when the first gives nothing", async () => {
  const addresses = [
    "ldap://crl.example/cn=x",
    "file:///etc/passwd",
    "http://one.example/",
    "https://two.example/",
  ];
  const leaf = await newLeaf(root, { extensions: [new CRLDistributionPointsExtension(addresses)] });
  served = async () => {
    if (fetched.at(-1)?.includes("one")) throw new Error("no answer");
    return good;
  };
  expect(await statusAt(0, trustedPath([leaf], root))).toBe("good");
  expect(fetched).toEqual(["http://one.example/", "https://two.example/"]);
});

test("a certificate that names no place has no list here", async () => {
  serve(good);
  expect(await statusAt(0, trustedPath([await newLeaf(root)], root))).toBe("unknown");
  expect(fetched).toEqual([]);
});

test("when the lists are too long together the one that was asked for the longest ago goes, and it is said", async () => {
  serve(good);
  const bounded = crlCache({ fetchCrl, refreshAfter: 10 * minute, log }, good.length * 2.5);
  const ask = async (name: string) => {
    const leaf = await newLeaf(root, { extensions: [crlAt(`http://${name}.example/`)] });
    return revocationOf(trustedPath([leaf], root), bounded, minutesFromNow(0));
  };
  for (const name of ["one", "two", "one", "three", "one", "two"]) expect(await ask(name)).toBe("good");
  expect(fetched.map((one) => new URL(one).host)).toEqual([
    "one.example",
    "two.example",
    "three.example",
    "two.example",
  ]);
  const full = { code: "crl_cache_full", lists: 3, bytes: good.length * 3 };
  expect(logged).toEqual([full, full]);
});
