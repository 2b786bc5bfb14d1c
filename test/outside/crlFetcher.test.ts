import { createServer, type RequestListener, type Server } from "node:http";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { crlFetcher } from "../../functions/src/outside/crlFetcher.ts";
import { close, listen } from "../stack/listen.ts";

const list = Buffer.from("a list in DER");
const running: Server[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map(close));
});

/** A CA's web server; answers with its address and what it was asked. */
async function serveCrls(answer: RequestListener) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  running.push(server);
  const host = `127.0.0.1:${await listen(server)}`;
  return { host, asked };
}

test("a list comes as it is from a host that is allowed", async () => {
  const { host, asked } = await serveCrls((_, response) => response.end(list));
  expect(Buffer.from(await crlFetcher(["other.example", host])(`http://${host}/x.crl?part=2`))).toEqual(list);
  expect(asked).toEqual(["GET /x.crl?part=2"]);
});

test("no other host is asked, whatever the certificate says", async () => {
  const { host, asked } = await serveCrls((_, response) => response.end(list));
  const { hostname, port } = new URL(`http://${host}`);
  const fetchCrl = crlFetcher(["crl.example", `${hostname}:1`, hostname]);
  const addresses = [
    `http://${host}/`,
    `http://crl.example@${host}/`,
    `http://localhost:${port}/`,
    "http://169.254.169.254/computeMetadata/v1/",
    "http://crl.example.attacker.example/",
    "not an address",
  ];
  for (const address of addresses) await expect(fetchCrl(address)).rejects.toThrow();
  expect(asked).toEqual([]);
});

test("neither is an allowed host by another protocol or with a password", async () => {
  const { host, asked } = await serveCrls((_, response) => response.end(list));
  for (const address of [`ftp://${host}/`, "file:///etc/passwd", "data:,list", `http://a:b@${host}/`])
    await expect(crlFetcher([host, ""])(address)).rejects.toMatchObject({ code: "host_not_in_CRL_HOSTS" });
  expect(asked).toEqual([]);
});

test("where a host redirects to isn't followed, not even to itself", async () => {
  const { host, asked } = await serveCrls((_, response) => {
    response.writeHead(302, { location: `http://${host}/elsewhere` }).end();
  });
  await expect(crlFetcher([host])(`http://${host}/x.crl`)).rejects.toThrow();
  expect(asked).toEqual(["GET /x.crl"]);
});

test.each([204, 404, 500])("an answer of %i is no list", async (status) => {
  const { host } = await serveCrls((_, response) => response.writeHead(status).end());
  await expect(crlFetcher([host])(`http://${host}/`)).rejects.toMatchObject({
    name: "CrlNotFetched",
    code: `http_${status}`,
  });
});

test("a list above 8 MiB is cut off, also when it is small until it is unpacked", async () => {
  const large = Buffer.alloc(8 * 1024 * 1024 + 1);
  const plain = await serveCrls((_, response) => response.end(large));
  const packed = await serveCrls((_, response) => {
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(large));
  });
  const fetchCrl = crlFetcher([plain.host, packed.host]);
  await expect(fetchCrl(`http://${plain.host}/`)).rejects.toThrow(/too large/);
  await expect(fetchCrl(`http://${packed.host}/`)).rejects.toThrow(/too large/);
});

test("a host that never comes to an end is given up", async () => {
  const { host } = await serveCrls((_, response) => response.write("a list in D"));
  await expect(crlFetcher([host], 50)(`http://${host}/`)).rejects.toThrow();
});
