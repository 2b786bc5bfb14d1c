import type { CheckView, CounterCheck } from "../domain/counterCheck.ts";
import type { HandOverCode } from "../domain/handOverCode.ts";
import type { Shop } from "../domain/shop.ts";
import type { Shelf } from "./shelf.ts";

/** What counter checks are kept in. */
export interface CounterRecords {
  readonly shops: Shelf<Shop>;
  readonly handOverCodes: Shelf<HandOverCode> & {
    ofDevice(deviceId: string): Promise<readonly HandOverCode[]>;
  };
  readonly checks: Shelf<CounterCheck>;
  /** Below each holder: what that holder sees of a check. */
  readonly checkViews: {
    read(holderId: string, clearanceId: string): Promise<CheckView | undefined>;
    keep(holderId: string, view: CheckView): void;
  };
}
