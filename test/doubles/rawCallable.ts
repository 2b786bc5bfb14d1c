import express, { type Express } from "express";
import { ownJson } from "../../functions/src/entry/ownBodies.ts";
import { callableApp } from "./serve.ts";

/** A callable that is given its bodies as bytes, as the platform does once JSON goes by a name that it doesn't know. */
export function rawCallable(call: unknown): Express {
  return express().use(express.raw({ type: ownJson, limit: "10mb" }), callableApp(call));
}
