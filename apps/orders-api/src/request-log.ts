// What is known of a request afterwards? One line of JSON, without anything personal; and an id, by which a caller can ask for it.
import { randomUUID } from "node:crypto";
import { type AnyRoutes, routeFinder } from "@claimsmith/verifier";
import type { MiddlewareHandler } from "hono";

/** One line of the log. No claim but the client's name, no path value, no query, no header. */
export interface LogLine {
  readonly level: "info" | "error";
  readonly message: string;
  readonly requestId: string;
  /** The key of the table of routes, like `GET /orders/{id}`; for AppSync like `Query.orders`. Absent where there is none. */
  readonly route?: string;
  /** The HTTP status; absent for AppSync. */
  readonly status?: number;
  readonly durationMs: number;
  readonly kind?: "user" | "machine";
  /** The client's name in the policy. */
  readonly client?: string;
  /** Of the failure that was answered. */
  readonly code?: string;
  /** The name of the error behind a failure that is not the caller's. */
  readonly error?: string;
}

/** Takes a line of the log. */
export type WriteLog = (line: LogLine) => void;

/** Writes to the standard output, past the console, which Lambda puts words in front of. */
export const writeLog: WriteLog = (line) => void process.stdout.write(`${JSON.stringify(line)}\n`);

/** What the server at hand knows of a request. */
export interface ServerFacts {
  /** API Gateway's own id. Absent: the request's, if it is well formed, or a new one. */
  readonly requestId?: string;
  /** What stands before the paths of the table: `/dev`, for a stage of that name. */
  readonly basePath?: string;
}

/** What the app keeps of a request. */
export interface OrdersEnv {
  Bindings: ServerFacts;
  Variables: {
    requestId: string;
    /** The code of a failure that the answer's own document does not say. */
    code?: string;
    /** The name of the error behind a failure that is not the caller's. */
    error?: string;
  };
}

const WELL_FORMED_ID = /^[\w.:=+/-]{8,128}$/;

/** Middleware around everything else: the id is on every answer and in every problem document, the line is written at the end. */
export function recordRequests(routes: AnyRoutes, write: WriteLog): MiddlewareHandler<OrdersEnv> {
  const find = routeFinder(routes);
  return async (c, next) => {
    const startedMs = performance.now();
    const requestId = c.env?.requestId ?? wellFormed(c.req.header("x-request-id")) ?? randomUUID();
    c.set("requestId", requestId);
    await next();
    const problem = await problemOf(c.res);
    if (problem !== undefined) {
      const { status, headers } = c.res;
      // Hono merges the headers of an answer that is still there.
      c.res = undefined;
      c.res = new Response(JSON.stringify({ ...problem, requestId }), { status, headers });
    }
    const { status, headers } = c.res;
    headers.set("x-request-id", requestId);
    if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
    const { principal } = c.var as {
      readonly principal?: Pick<LogLine, "kind"> & { readonly client?: string };
    };
    const route = find(c.req.method, c.req.path)?.key;
    const code = problem?.code ?? c.get("code");
    const error = c.get("error");
    write({
      level: status < 500 && error === undefined ? "info" : "error",
      message: "orders api",
      requestId,
      ...(route !== undefined && { route }),
      status,
      durationMs: Math.round(performance.now() - startedMs),
      ...(principal?.kind !== undefined && { kind: principal.kind }),
      ...(principal?.client !== undefined && { client: principal.client }),
      ...(code !== undefined && { code }),
      ...(error !== undefined && { error }),
    });
  };
}

function wellFormed(id: string | undefined): string | undefined {
  return id !== undefined && WELL_FORMED_ID.test(id) ? id : undefined;
}

/** The document of a failed request; the table's own for a route that it does not have has no code. */
async function problemOf(response: Response): Promise<{ readonly code: string } | undefined> {
  if (response.headers.get("content-type") !== "application/problem+json") return undefined;
  const text = await response.clone().text();
  if (text === "") return undefined;
  const problem = JSON.parse(text);
  return { ...problem, code: problem.code ?? "ROUTE_UNKNOWN" };
}
