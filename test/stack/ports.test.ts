import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import { choosePorts, isFree, usualPorts } from "./ports.ts";

const servers = new Set<ReturnType<typeof createServer>>();

afterEach(() => {
  for (const server of servers) server.close();
  servers.clear();
});

/** Takes the port, or one that is free, and says which. */
async function occupy(port: number): Promise<number> {
  const server = createServer().listen(port, "127.0.0.1");
  servers.add(server);
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address ? address.port : port;
}

test("free ports are as many as there are services, all different, and free", async () => {
  const ports = Object.values(await choosePorts("free"));
  expect(new Set(ports).size).toBe(20);
  expect(await Promise.all(ports.map(isFree))).toEqual(ports.map(() => true));
});

test("a taken port is not free, and free again when its owner has gone", async () => {
  const port = await occupy(0);
  expect(await isFree(port)).toBe(false);
  for (const server of servers) server.close();
  await expect.poll(() => isFree(port)).toBe(true);
});

/** How far to move the usual ports so that all are free, staying below those handed out for outgoing connections. */
async function somewhereFree(): Promise<number> {
  const movedBy = 11_000 + Math.floor(Math.random() * 11_000);
  const free = await Promise.all(Object.values(usualPorts).map(({ port }) => isFree(port + movedBy)));
  return free.every(Boolean) ? movedBy : somewhereFree();
}

test("moved ports keep their distance from the usual ones", async () => {
  const movedBy = await somewhereFree();
  const ports = await choosePorts({ movedBy });
  expect(ports.firestore - ports.functions).toBe(8080 - 5001);
  expect(ports.phones).toBe(9630 + movedBy);
});

test("a taken port is named, with what it is for and what to do", async () => {
  const movedBy = await somewhereFree();
  await occupy(9610 + movedBy);
  await expect(choosePorts({ movedBy })).rejects.toThrow(
    `Port ${9610 + movedBy}, meant for the Cloud Tasks stand-in, is taken. End what uses it, or choose other ports: ` +
      "npm start -- --free-ports, or npm start -- --port-base 20000 to move every port up by 20000.",
  );
});
