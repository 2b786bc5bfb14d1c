import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { AuditFields } from "../../functions/src/store/adminCodecs.ts";
import * as codecs from "../../functions/src/store/codecs.ts";
import { CheckFields, CheckViewFields, HandOverCodeFields } from "../../functions/src/store/counterCodecs.ts";
import { HoldChoiceFields, HoldFields } from "../../functions/src/store/holdCodecs.ts";
import {
  NoticeFields,
  ReminderBudgetFields,
  ReminderFields,
} from "../../functions/src/store/reminderCodecs.ts";

const Indexes = z.object({
  indexes: z.array(
    z.object({ collectionGroup: z.string(), fields: z.array(z.object({ fieldPath: z.string() })) }),
  ),
  fieldOverrides: z.array(
    z.object({
      ...{ collectionGroup: z.string(), fieldPath: z.string(), indexes: z.array(z.unknown()) },
      ttl: z.boolean().exactOptional(),
    }),
  ),
});
const file = new URL("../../firestore.indexes.json", import.meta.url);
const { indexes, fieldOverrides } = Indexes.parse(JSON.parse(readFileSync(file, "utf8")));

/** The collections that grow with holders; those of staff, partners and breakers stay small. */
const large = {
  holders: codecs.HolderFields,
  cards: codecs.CardFields,
  devices: codecs.DeviceFields,
  certificates: codecs.CertificateFields,
  revocations: codecs.ApplicationFields,
  usedProofs: codecs.UsedProofFields,
  handOverCodes: HandOverCodeFields,
  clearances: CheckFields,
  checks: CheckViewFields,
  limits: codecs.LimitFields,
  wipes: codecs.WipeFields,
  acknowledgements: codecs.AcknowledgementFields,
  holds: HoldFields,
  holdChoices: HoldChoiceFields,
  reminders: ReminderFields,
  notices: NoticeFields,
  reminderBudgets: ReminderBudgetFields,
  audit: AuditFields,
};

function exempt(collection: string): readonly string[] {
  const own = fieldOverrides.filter(({ collectionGroup }) => collectionGroup === collection);
  return own.filter((field) => field.indexes.length === 0).map(({ fieldPath }) => fieldPath);
}

/** Whether a field is a time or carries one: its map's parts are indexed as it is. */
function carriesTime(schema: unknown): boolean {
  if (schema === codecs.at) return true;
  if (schema instanceof z.ZodExactOptional || schema instanceof z.ZodDefault)
    return carriesTime(schema.unwrap());
  if (schema instanceof z.ZodArray) return carriesTime(schema.element);
  return schema instanceof z.ZodObject && Object.values(schema.shape).some(carriesTime);
}

test.each(Object.entries(large))(
  "no time in %s has an index of its own, which would only grow",
  (name, codec) => {
    const times = Object.entries(codec.shape).filter(([, schema]) => carriesTime(schema));
    expect(exempt(name)).toEqual(expect.arrayContaining(times.map(([field]) => field)));
  },
);

test("what isn't kept for ever goes by a policy on `expiresAt`", () => {
  const policies = fieldOverrides.filter(({ ttl }) => ttl === true);
  expect(policies.map(({ collectionGroup, fieldPath }) => `${collectionGroup}.${fieldPath}`).sort()).toEqual([
    "clearances.expiresAt",
    "handOverCodes.expiresAt",
    "limits.expiresAt",
    "mail.expiresAt",
    "notices.expiresAt",
    "reminderBudgets.expiresAt",
    "reminders.expiresAt",
    "rollUps.expiresAt",
    "usedProofs.expiresAt",
  ]);
});

test("of the audit nothing is indexed but whose it is, which it is looked up by", () => {
  const { holderId, ...others } = AuditFields.shape;
  expect([...exempt("audit")].sort()).toEqual(Object.keys(others).sort());
});

test("an index over times is led by the shard", () => {
  const overTimes = indexes.filter(({ fields }) => fields.some(({ fieldPath }) => fieldPath.endsWith("At")));
  expect(overTimes.map(({ collectionGroup }) => collectionGroup).sort()).toEqual([
    "certificates",
    "devices",
    "holds",
    ...["notices", "notices", "notices"],
    ...["reminders", "reminders", "reminders"],
    "wipes",
    "wipes",
    "wipes",
    "wipes",
  ]);
  for (const { fields } of overTimes) expect(fields[0]?.fieldPath).toBe("shard");
});
