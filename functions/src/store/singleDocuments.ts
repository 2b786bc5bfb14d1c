import { z } from "zod";
import type { ReadDevice, ReadWipe, ReplaceWipe } from "../flow/ports.ts";
import type { Documents } from "./documents.ts";
import { keptDevice, keptWipe } from "./records.ts";
import { changesBetween } from "./shelf.ts";

/** What a flow does with one document at a time, without a transaction: one round trip each. */
export interface SingleDocuments {
  readonly readWipe: ReadWipe;
  readonly replaceWipe: ReplaceWipe;
  readonly readDevice: ReadDevice;
}

/** Single records in a document database. */
export function singleDocuments(documents: Pick<Documents, "get" | "updateIf">): SingleDocuments {
  return {
    async readWipe(wipeId) {
      const found = await documents.get(`wipes/${wipeId}`);
      return found && { wipe: z.decode(keptWipe.codec, found.fields), version: found.version };
    },
    replaceWipe({ wipe, version }, after) {
      const changes = changesBetween(keptWipe, wipe, after);
      return documents.updateIf(`wipes/${wipe.wipeId}`, version, changes);
    },
    async readDevice(deviceId) {
      const found = await documents.get(`devices/${deviceId}`);
      return found && z.decode(keptDevice.codec, found.fields);
    },
  };
}
