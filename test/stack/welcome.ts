import type { StackAddresses } from "./addresses.ts";

/** What `npm start` ends its story with: where everything is, the pages that a person opens first. */
export function welcome(addresses: StackAddresses, file: string): string {
  const lines = [
    ["the shop's page", `${addresses.hostingUrl}/shop/`],
    ["the buyer's page", `${addresses.hostingUrl}/verify/`],
    ["mails, SMS and notifications", addresses.outbox.url],
    ["the API, as the public sees it", `${addresses.hostingUrl}/v1`],
    ["functions", addresses.functionsUrl],
    ["Firestore", addresses.firestoreHost],
    ["Auth", addresses.authHost],
    ["sign-in of the pages, with TOTP", addresses.totp.url],
    ["FCM stand-in", `${addresses.fcm.endpoint}, control ${addresses.fcm.control}`],
    ["Cloud Tasks stand-in", `${addresses.tasks.endpoint}, control ${addresses.tasks.control}`],
    ["card CA and phone CA", addresses.authorities.url],
    ["SEI-TSM stand-in", addresses.tsm.url],
    ["maker's stand-in", addresses.maker.url],
    ["SMS gateway stand-in", addresses.sms.url],
    ["simulated phones", addresses.phones.url],
    ["all of this as JSON", file],
  ];
  const width = 33;
  const table = lines.map(([what = "", where = ""]) => `  ${what.padEnd(width)}${where}`);
  return `\nEverything is up and stays up until Ctrl-C.\n${table.join("\n")}\n`;
}
