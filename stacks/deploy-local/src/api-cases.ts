// What must the deployed API answer, to whom? One row a request.
import type { ApiAnswer } from "./http-api/call-api.ts";
import type { ApiRequest } from "./http-api/gateway-event.ts";

/** Whose token a request carries. */
export type Bearer = "alice" | "bob" | "alice's ID token" | "nobody";

/** One request and its answer. */
export interface ApiCase {
  readonly request: Omit<ApiRequest, "accessToken">;
  readonly bearer: Bearer;
  readonly answer: Pick<ApiAnswer, "status" | "by">;
}

const LIST = { method: "GET", path: "/orders" } as const;
const ADMIN_LIST = { method: "GET", path: "/admin/orders" } as const;
const GRAPHQL = { method: "POST", path: "/graphql", body: { query: "{ orders { id } }" } } as const;

/** An ID token has the right issuer and audience, and no scopes: on every route that is not public it must be refused. */
export const API_CASES: readonly ApiCase[] = [
  { request: { method: "GET", path: "/health" }, bearer: "nobody", answer: { status: 200, by: "function" } },
  { request: LIST, bearer: "alice", answer: { status: 200, by: "function" } },
  { request: LIST, bearer: "bob", answer: { status: 200, by: "function" } },
  { request: LIST, bearer: "nobody", answer: { status: 401, by: "gateway" } },
  { request: LIST, bearer: "alice's ID token", answer: { status: 403, by: "gateway" } },
  { request: ADMIN_LIST, bearer: "alice", answer: { status: 200, by: "function" } },
  { request: ADMIN_LIST, bearer: "bob", answer: { status: 403, by: "gateway" } },
  { request: ADMIN_LIST, bearer: "alice's ID token", answer: { status: 403, by: "gateway" } },
  { request: GRAPHQL, bearer: "alice", answer: { status: 200, by: "function" } },
  { request: GRAPHQL, bearer: "alice's ID token", answer: { status: 403, by: "gateway" } },
];
