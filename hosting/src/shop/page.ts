import type { Problem } from "./answer.ts";
import type { ClearanceProof, ClearanceView } from "./clearanceView.ts";
import type { PageState } from "./pageState.ts";
import type { AppKey, SignInRefusal } from "./session.ts";

/** What went wrong last, as the clerk is told it. */
export type Trouble =
  | Problem
  | { readonly kind: "signIn"; readonly why: SignInRefusal }
  /** Nobody touched the tablet for long, so the clerk was signed out. */
  | { readonly kind: "idle" };

/** All that the screen shows. Nothing of it outlives the page, and the clerk's leaving takes all of it away. */
export interface Page {
  readonly state: PageState;
  /** What a link brought for the field. */
  readonly given?: string;
  /** What the clerk's authenticator app has to take in to become the second factor. */
  readonly appKey?: AppKey;
  /** The authenticator app was enrolled just now: the next sign-in asks for it. */
  readonly isEnrolled?: boolean;
  readonly view?: ClearanceView;
  readonly proof?: ClearanceProof;
  readonly trouble?: Trouble;
  /** The last request can be sent again as it was. */
  readonly mayRetry?: boolean;
  /** The phone was asked to fetch its command, so its QR code is shown. */
  readonly isPulled?: boolean;
  /** Nobody could be asked lately whether the clearance still stands so. */
  readonly isStale?: boolean;
}
