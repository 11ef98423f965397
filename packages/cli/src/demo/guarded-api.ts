// What does an API make of the tokens? A small one over HTTP, its routes guarded by the verifier of the policy's contract.
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tokenContract } from "@claimsmith/claims-policy";
import type { TokenKind } from "@claimsmith/cognito-model";
import { createVerifier } from "@claimsmith/verifier";
import { guard } from "@claimsmith/verifier/fetch";
import type { LocalStack } from "../local-stack.ts";
import type { PersonaRun } from "./persona-run.ts";

/** An API that listens on 127.0.0.1. */
export interface GuardedApi {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** The paths of its routes. */
  readonly paths: readonly string[];
  close(): Promise<void>;
}

/** How a route answered one token. */
export interface Call {
  /** Like `GET /orders`. */
  readonly route: string;
  readonly token: TokenKind;
  readonly status: number;
  /** The challenge of a refusal. (RFC 6750, section 3) */
  readonly wwwAuthenticate?: string;
}

type Handler = (request: Request) => Promise<Response>;

/**
 * Starts the API with the routes of the configuration, on a free port.
 *
 * @throws ConfigurationError REQUIREMENT_INVALID where a route demands what the policy does not have
 */
export async function startGuardedApi(stack: LocalStack): Promise<GuardedApi> {
  const handlers = guardedHandlers(stack);
  const server = createServer((incoming, outgoing) => {
    const request = requestOf(incoming);
    const handler = handlers.get(new URL(request.url).pathname);
    const answer = handler?.(request) ?? Promise.resolve(new Response(null, { status: 404 }));
    answer
      .catch(() => new Response(null, { status: 500 }))
      .then(async (response) => {
        outgoing.writeHead(response.status, Object.fromEntries(response.headers));
        outgoing.end(Buffer.from(await response.arrayBuffer()));
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, paths: [...handlers.keys()], close: () => closed(server) };
}

function guardedHandlers({ config, pool, snapshot }: LocalStack): ReadonlyMap<string, Handler> {
  const verifier = createVerifier(tokenContract(snapshot), {
    userPoolId: pool.userPoolId,
    issuer: pool.issuer,
    clients: Object.fromEntries(Object.entries(pool.clients).map(([name, { clientId }]) => [name, clientId])),
  });
  const routes = config.demo.routes.map(({ path, requirement }): [string, Handler] => [
    path,
    guard(verifier, requirement, (_request, { kind, sub }) => Response.json({ path, kind, sub })),
  ]);
  return new Map(routes);
}

function requestOf({ method = "GET", url = "/", headers }: IncomingMessage): Request {
  const { authorization } = headers;
  return new Request(new URL(url, "http://127.0.0.1"), {
    method,
    headers: authorization === undefined ? {} : { authorization },
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Calls every route with every token of a run. */
export async function callsOf(api: GuardedApi, { idToken, accessToken }: PersonaRun): Promise<Call[]> {
  const calls: Call[] = [];
  for (const path of api.paths) {
    if (accessToken !== undefined)
      calls.push(await call(api, path, { token: "access", raw: accessToken.raw }));
    if (idToken !== undefined) calls.push(await call(api, path, { token: "id", raw: idToken.raw }));
  }
  return calls;
}

async function call(
  api: GuardedApi,
  path: string,
  { token, raw }: { readonly token: TokenKind; readonly raw: string },
): Promise<Call> {
  const response = await fetch(`${api.url}${path}`, { headers: { authorization: `Bearer ${raw}` } });
  await response.arrayBuffer();
  const wwwAuthenticate = response.headers.get("www-authenticate");
  const { status } = response;
  return { route: `GET ${path}`, token, status, ...(wwwAuthenticate !== null && { wwwAuthenticate }) };
}
