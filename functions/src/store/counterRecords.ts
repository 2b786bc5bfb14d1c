import type { CheckView, CounterCheck } from "../domain/counterCheck.ts";
import type { HandOverCode } from "../domain/handOverCode.ts";
import type { Shop } from "../domain/shop.ts";
import type { Records } from "../flow/ports.ts";
import { CheckFields, CheckViewFields, HandOverCodeFields, ShopFields } from "./counterCodecs.ts";
import type { DocumentTransaction } from "./documents.ts";
import { DocumentShelf, shelfOfEach } from "./shelf.ts";

/** What counter checks are kept in, each kind on its own shelf. */
export function checking(
  transaction: DocumentTransaction,
): Pick<Records, "shops" | "handOverCodes" | "checks" | "checkViews"> {
  const codes = new DocumentShelf<HandOverCode>(transaction, "handOverCodes", {
    path: ({ receptionNumber }) => receptionNumber,
    codec: HandOverCodeFields,
  });
  const views = shelfOfEach(
    (holderId) =>
      new DocumentShelf<CheckView>(transaction, `holders/${holderId}/checks`, {
        path: ({ clearanceId }) => clearanceId,
        codec: CheckViewFields,
      }),
  );
  return {
    shops: new DocumentShelf<Shop>(transaction, "shops", {
      path: ({ shopId }) => shopId,
      codec: ShopFields,
    }),
    handOverCodes: {
      read: (number) => codes.read(number),
      keep: (code) => codes.keep(code),
      ofDevice: (deviceId) => codes.find({ deviceId }),
    },
    checks: new DocumentShelf<CounterCheck>(transaction, "clearances", {
      path: ({ clearanceId }) => clearanceId,
      codec: CheckFields,
    }),
    checkViews: {
      read: (holderId, clearanceId) => views(holderId).read(clearanceId),
      keep: (holderId, view) => views(holderId).keep(view),
    },
  };
}
