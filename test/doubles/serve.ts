import { createServer } from "node:http";
import express, { type Express, type RequestHandler } from "express";
import { z } from "zod";
import { close, listen } from "../stack/listen.ts";

/** An answer as a client has it: headers in lower case, JSON parsed. */
export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly cacheControl: string | null;
  readonly text: string;
  readonly json: unknown;
}

/** Serves a handler on a free port of this machine. */
export async function serve(handler: Express) {
  const server = createServer(handler);
  const url = `http://127.0.0.1:${await listen(server)}`;
  return {
    url,
    call: async (path: string, init: RequestInit = {}) => toAnswer(await fetch(`${url}${path}`, init)),
    end: () => close(server),
  };
}

const Handler = z.custom<RequestHandler>((call) => call instanceof Function);

/** A deployed callable behind a body parser, as the platform serves it. */
export function callableApp(call: unknown): Express {
  return express().use(express.json({ limit: "10mb" }), Handler.parse(call));
}

const Refusal = z.object({ error: z.object({ details: z.object({ code: z.string() }) }) });

/** The refusal in a callable's answer. */
export function codeOf({ json }: Answer): string {
  return Refusal.parse(json).error.details.code;
}

async function toAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const type = response.headers.get("content-type");
  const json: unknown = type?.includes("json") ? JSON.parse(text) : undefined;
  return { status: response.status, type, cacheControl: response.headers.get("cache-control"), text, json };
}
