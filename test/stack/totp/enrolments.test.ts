import { expect, test } from "vitest";
import { Enrolments } from "./enrolments.ts";

/** Nothing is asked of it here: whatever gets through to it, the browser's tests show. */
const enrolments = new Enrolments({ authHost: "127.0.0.1:1", projectId: "demo-none" });
const path = "/identitytoolkit.googleapis.com/v2/accounts/mfaEnrollment:finalize?key=local";

test("a code for an enrolment that nobody began is refused as Identity Platform does it", async () => {
  const totpVerificationInfo = { sessionInfo: "made up", verificationCode: "123456" };
  const answered = await enrolments.answer(path, JSON.stringify({ idToken: "a.b.c", totpVerificationInfo }));
  const error = { code: 400, message: "INVALID_SESSION_INFO" };
  expect([answered?.status, JSON.parse(answered?.text ?? "")]).toEqual([400, { error }]);
});

test("the enrolment of a telephone, and whatever else is asked, is the emulator's to answer", async () => {
  const phoneVerificationInfo = { sessionInfo: "made up", code: "123456" };
  expect(await enrolments.answer(path, JSON.stringify({ idToken: "a.b.c", phoneVerificationInfo }))).toBe(
    undefined,
  );
  expect(await enrolments.answer("/identitytoolkit.googleapis.com/v1/accounts:lookup", "{}")).toBe(undefined);
});

test("an app that wasn't enrolled here has no secret of its own", () => {
  expect(enrolments.secretOf("unknown")).toBe(undefined);
});
