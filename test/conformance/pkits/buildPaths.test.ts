import "reflect-metadata";
import { beforeAll, expect, test } from "vitest";
import { newCa, newLeaf, newRoot, x5cOf } from "../../doubles/paths.ts";
import { type Named, pathsOf, readNames } from "./buildPaths.ts";

let root: Named;
let leaf: string;
let old: string;
let renewed: string;
let stranger: string;
beforeAll(async () => {
  const anchor = await newRoot();
  const first = await newCa(anchor);
  const second = await newCa(first);
  const other = await newCa(anchor, { subject: "CN=Stranger, C=JP" });
  [old, renewed, stranger] = [x5cOf(first), x5cOf(second), x5cOf(other)];
  leaf = await newLeaf(second);
  root = readNames(new Uint8Array(anchor.certificate.rawData));
});

const named = (...certificates: readonly string[]) =>
  certificates.map((one) => readNames(Buffer.from(one, "base64")));

test("every way by names to the anchor is tried, in whatever order the certificates are given", () => {
  const paths = [...pathsOf(named(leaf, stranger, old, renewed), root)];
  expect(paths).toContainEqual([leaf, renewed, old]);
  expect(paths).toContainEqual([leaf, old]);
  expect(paths.flat()).not.toContain(stranger);
});

test("where no name leads to the anchor there is no way", () => {
  expect([...pathsOf(named(leaf, stranger), root)]).toEqual([]);
  expect([...pathsOf([], root)]).toEqual([]);
});
