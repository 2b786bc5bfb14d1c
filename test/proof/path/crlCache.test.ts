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
beforeEach(() => {
  [fetched, logged] = [[], []];
  const fetchCrl: FetchCrl = (asked) => {
    fetched.push(asked);
    return served();
  };
  const log = (code: string, fields?: object) => logged.push({ code, ...fields });
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

test("a list is fetched once and serves for as long as it was told to", async () => {
  serve(good);
  expect([await statusAt(0), await statusAt(5), await statusAt(9)]).toEqual(["good", "good", "good"]);
  expect(fetched).toEqual([address]);
});

test("after that time it is fetched again, and what is new on it counts", async () => {
  serve(good);
  await statusAt(0);
  serve(revoking);
  expect(await statusAt(9)).toBe("good");
  expect(await statusAt(10)).toBe("revoked");
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
    expect(logged).toEqual([{ code: "crl_unavailable", host: "crl.example" }]);
    serve(good);
    expect(await statusAt(0.2)).toBe("good");
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

describe("a good list isn't replaced", () => {
  test.each<[string, () => Promise<Uint8Array>]>([
    ["by one that somebody else signed", async () => newCrl(await newRoot(), { from: -1, until: 90 })],
    ["by one that is older, though it still holds", () => newCrl(root, { from: -20, until: 60 })],
    ["by one that is out of date", () => newCrl(root, { from: -4, until: 1 })],
    ["by what is no list", async () => Buffer.from("<html>Sign in to this network</html>")],
  ])("%s", async (_, other) => {
    serve(revoking);
    await statusAt(0);
    serve(await other());
    expect(await statusAt(15)).toBe("revoked");
    expect(fetched).toHaveLength(2);
    expect(logged).toHaveLength(1);
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
