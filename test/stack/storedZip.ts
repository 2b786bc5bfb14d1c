import { crc32 } from "node:zlib";

const flagUtf8 = 0x0800;
const firstOfJanuary1980 = 0x0021;

/** A zip archive with one uncompressed entry (PKWARE APPNOTE 4.3): all that a jar with nothing but a manifest needs. */
export function storedZip(name: string, content: Buffer): Buffer {
  const entryName = Buffer.from(name, "utf8");
  const facts = entryFacts(entryName, content);
  const local = Buffer.concat([uint32(0x04034b50), facts, entryName, content]);
  const central = Buffer.concat([
    uint32(0x02014b50),
    uint16(20),
    facts,
    Buffer.alloc(14), // No comment, disk 0, no attributes, and the local header is at offset 0.
    entryName,
  ]);
  const end = [uint32(0x06054b50), uint32(0), uint16(1), uint16(1)];
  return Buffer.concat([local, central, ...end, uint32(central.length), uint32(local.length), uint16(0)]);
}

/** What the local and the central header say in the same words: version needed up to the length of the extra field. */
function entryFacts(name: Buffer, content: Buffer): Buffer {
  const size = uint32(content.length);
  const head = [uint16(20), uint16(flagUtf8), uint16(0), uint16(0), uint16(firstOfJanuary1980)];
  return Buffer.concat([...head, uint32(crc32(content)), size, size, uint16(name.length), uint16(0)]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
