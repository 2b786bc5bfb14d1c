import type { z } from "zod";
import type {
  AcknowledgementTaken,
  AcknowledgeWipe,
  WipeAcknowledgement,
} from "../../functions/src/contract/acknowledgeWipe.ts";
import type {
  CommandRequest,
  FetchCommands,
  FetchedCommands,
} from "../../functions/src/contract/fetchCommands.ts";
import type { KeySet } from "../../functions/src/contract/keys.ts";
import type { WipeCommand, WipeMessage } from "../../functions/src/contract/wipeCommand.ts";
import {
  authenticationThumbprint,
  claims,
  commandId,
  deviceId,
  deviceKey,
  jws,
  nonce,
  service,
  signingThumbprint,
  wipeId,
} from "./exampleValues.ts";

export const wipeMessage: z.input<typeof WipeMessage> = { command: jws };
export const fetchCommands: z.input<typeof FetchCommands> = { request: jws };
export const commandRequestHeader = { alg: "ES256", typ: "command-request+jwt" };
export const commandRequest: z.input<typeof CommandRequest> = {
  ...claims,
  jti: "Rk5wY2nHs8VdQx0L",
  sub: deviceId,
};
export const fetchedCommands: z.input<typeof FetchedCommands> = { commands: [jws] };

export const commandHeader = { alg: "ES256", typ: "wipe-command+jwt", kid: "2026-11" };
export const wipeCommand: z.input<typeof WipeCommand> = {
  iss: service,
  aud: deviceId,
  jti: commandId,
  wipeId,
  generation: 1,
  certificates: [
    { "x5t#S256": signingThumbprint, kind: "signing" },
    { "x5t#S256": authenticationThumbprint, kind: "authentication" },
  ],
  scope: "keys",
  nonce,
  iat: 1_795_338_005,
  exp: 1_795_424_705,
};
export const keySet: z.input<typeof KeySet> = {
  keys: [{ ...deviceKey, kid: "2026-11", alg: "ES256", use: "sig" }],
};

export const acknowledgeWipe: z.input<typeof AcknowledgeWipe> = { acknowledgement: jws };
export const acknowledgementHeader = { alg: "ES256", typ: "wipe-acknowledgement+jwt" };
export const wipeAcknowledgement: z.input<typeof WipeAcknowledgement> = {
  commandId,
  nonce,
  seq: 1,
  results: [
    { "x5t#S256": signingThumbprint, outcome: "erased", statusWord: "9000" },
    { "x5t#S256": authenticationThumbprint, outcome: "erased", statusWord: "9000" },
  ],
  at: 1_795_338_012,
};
export const acknowledgementTaken: z.input<typeof AcknowledgementTaken> = {
  taken: true,
  wipe: { state: "confirmed", isComplete: true },
};
