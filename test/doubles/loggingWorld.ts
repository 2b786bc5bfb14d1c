import type { Log } from "../../functions/src/flow/ports.ts";
import { World } from "./world.ts";

/** A world whose flows log as the deployed ones do. */
export class LoggingWorld extends World {
  override readonly log: Log;

  constructor(deployedLog: Log) {
    super();
    this.log = deployedLog;
  }
}
