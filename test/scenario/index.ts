import type { Scenario } from "../stack/scenario.ts";
import { appRemoved } from "./appRemoved.ts";
import { cardRevoked } from "./cardRevoked.ts";
import { crashAfterRevocation } from "./crashAfterRevocation.ts";
import { forgottenPhone } from "./forgottenPhone.ts";
import { foundAgain } from "./foundAgain.ts";
import { handOverDate } from "./handOverDate.ts";
import { lostPhone } from "./lostPhone.ts";
import { makerReset } from "./makerReset.ts";
import { needsTsm } from "./needsTsm.ts";
import { offlinePhone } from "./offlinePhone.ts";
import { pushBlocked } from "./pushBlocked.ts";
import { replacePhone } from "./replacePhone.ts";
import { resetWithoutEvidence } from "./resetWithoutEvidence.ts";
import { revokedCard } from "./revokedCard.ts";
import { secondHandFind } from "./secondHandFind.ts";
import { secureElementBusy } from "./secureElementBusy.ts";
import { soldAndReEnrolled } from "./soldAndReEnrolled.ts";
import { stopUsing } from "./stopUsing.ts";
import { tradeIn } from "./tradeIn.ts";
import { wrongInput } from "./wrongInput.ts";

/** Every scenario, in the order in which they are played; neighbours that need not be alone are played side by side, so those that wait longest come first. */
export const scenarios: readonly Scenario[] = [
  replacePhone,
  handOverDate,
  forgottenPhone,
  offlinePhone,
  appRemoved,
  soldAndReEnrolled,
  pushBlocked,
  stopUsing,
  secureElementBusy,
  needsTsm,
  makerReset,
  secondHandFind,
  cardRevoked,
  lostPhone,
  foundAgain,
  resetWithoutEvidence,
  tradeIn,
  wrongInput,
  revokedCard,
  crashAfterRevocation,
];
