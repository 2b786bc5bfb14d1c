import "./entry/options.ts";

export { acknowledgeWipe } from "./entry/callables/acknowledgeWipe.ts";
export { confirmContact } from "./entry/callables/confirmContact.ts";
export { fetchCommands } from "./entry/callables/fetchCommands.ts";
export { registerDevice } from "./entry/callables/registerDevice.ts";
export { replaceDevice } from "./entry/callables/replaceDevice.ts";
export { revokeOnDevice } from "./entry/callables/revokeOnDevice.ts";
export { setContact } from "./entry/callables/setContact.ts";
export { setHoldChoice } from "./entry/callables/setHoldChoice.ts";
export { certificateChanged } from "./entry/documents/certificateChanged.ts";
export { contactChanged } from "./entry/documents/contactChanged.ts";
export { wipeChanged } from "./entry/documents/wipeChanged.ts";
export { api } from "./entry/http/api.ts";
export { expireCertificates } from "./entry/schedules/expireCertificates.ts";
export { remind } from "./entry/schedules/remind.ts";
export { sweep } from "./entry/schedules/sweep.ts";
export { attemptWipe } from "./entry/tasks/attemptWipe.ts";
