// What must the deployed API answer, to whom? One row a request, in order: later rows ask for what earlier ones made.
import type { UserPersona } from "@claimsmith/claims-policy";
import { personas } from "@claimsmith/orders-policy";
import type { ApiAnswer } from "./http-api/call-api.ts";
import type { ApiRequest } from "./http-api/gateway-event.ts";

/** Whose token a request carries. */
export type Bearer = "alice" | "bob" | "partner" | "alice's ID token" | "nobody";

/** One request and its answer. `<NAME>` in either is the id of the order that was kept under this name. */
export interface ApiCase {
  readonly request: Omit<ApiRequest, "accessToken">;
  readonly bearer: Bearer;
  readonly answer: Pick<ApiAnswer, "status" | "by">;
  /** What the body holds, among other things: see `holds`. */
  readonly shows?: object;
  /** A text that is nowhere in the body. */
  readonly hides?: string;
  /** Keeps an order's id: under which name, and where it is in the body. */
  readonly keeps?: { readonly name: string; readonly at: readonly string[] };
}

const OK = { status: 200, by: "function" } as const;
const CREATED = { status: 201, by: "function" } as const;
const UNKNOWN = { status: 404, by: "function" } as const;
const WITHOUT_SCOPE = { status: 403, by: "gateway" } as const;
/** For what the gateway cannot know: a field of GraphQL, or that a token is a machine's. */
const REFUSED = { status: 403, by: "function" } as const;
const WITHOUT_TOKEN = { status: 401, by: "gateway" } as const;

/** Orders by name: `<NAME>`. */
const ALICES = "alice's order";
const BOBS = "bob's order";

const HEALTH = { method: "GET", path: "/health" } as const;
const DESCRIPTION = { method: "GET", path: "/openapi.json" } as const;
const LIST = { method: "GET", path: "/orders" } as const;
const CREATE = { method: "POST", path: "/orders", body: { item: "anvil", quantity: 2 } } as const;
const READ = { method: "GET", path: `/orders/<${ALICES}>` } as const;
const CANCEL = { method: "POST", path: `/orders/<${ALICES}>/cancel` } as const;
const RECEIPT = { method: "GET", path: `/orders/<${ALICES}>/receipt` } as const;
const ADMIN_LIST = { method: "GET", path: "/admin/orders" } as const;

const graphql = (query: string, variables: object = {}) =>
  ({ method: "POST", path: "/graphql", body: { query, variables } }) as const;
const GRAPHQL_LIST = graphql("{ orders { orders { id companyId } } }");
const GRAPHQL_CREATE = graphql("mutation ($input: NewOrder!) { createOrder(input: $input) { id status } }", {
  input: { item: "bellows", quantity: 1 },
});
const GRAPHQL_CANCEL = graphql("mutation ($id: ID!) { cancelOrder(id: $id) { id status } }", {
  id: `<${BOBS}>`,
});
const GRAPHQL_ADMIN_LIST = graphql("{ allOrders(limit: 100) { orders { id } } }");

/** Every route that is not public. */
const GUARDED = [LIST, CREATE, READ, CANCEL, RECEIPT, ADMIN_LIST, GRAPHQL_LIST, GRAPHQL_CREATE];

const { alice } = personas as Readonly<Record<"alice", UserPersona>>;
const open = { status: "open" };
const cancelled = { status: "cancelled" };

/** What people's tokens and strangers get. */
export const API_CASES: readonly ApiCase[] = [
  { request: HEALTH, bearer: "nobody", answer: OK },
  { request: DESCRIPTION, bearer: "nobody", answer: OK, shows: { paths: { "/orders": {} } } },

  {
    request: CREATE,
    bearer: "alice",
    answer: CREATED,
    shows: { ...open, companyId: alice.attributes?.["custom:company_id"], item: "anvil", quantity: 2 },
    keeps: { name: ALICES, at: ["id"] },
  },
  {
    request: GRAPHQL_CREATE,
    bearer: "bob",
    answer: OK,
    shows: { data: { createOrder: open } },
    keeps: { name: BOBS, at: ["data", "createOrder", "id"] },
  },

  // Each company sees its own.
  { request: LIST, bearer: "alice", answer: OK, shows: listOf(ALICES), hides: `<${BOBS}>` },
  { request: LIST, bearer: "bob", answer: OK, shows: listOf(BOBS), hides: `<${ALICES}>` },
  { request: GRAPHQL_LIST, bearer: "bob", answer: OK, shows: { data: { orders: listOf(BOBS) } } },
  { request: READ, bearer: "alice", answer: OK, shows: { id: `<${ALICES}>`, ...open } },
  { request: READ, bearer: "bob", answer: UNKNOWN },
  { request: CANCEL, bearer: "bob", answer: UNKNOWN },
  {
    request: RECEIPT,
    bearer: "alice",
    answer: OK,
    shows: { order: open, to: { email: alice.attributes?.email } },
  },
  { request: RECEIPT, bearer: "bob", answer: UNKNOWN },

  // An operator sees them all.
  { request: ADMIN_LIST, bearer: "alice", answer: OK, shows: listOf(ALICES, BOBS) },
  { request: ADMIN_LIST, bearer: "bob", answer: WITHOUT_SCOPE },
  {
    request: GRAPHQL_ADMIN_LIST,
    bearer: "alice",
    answer: OK,
    shows: { data: { allOrders: listOf(ALICES, BOBS) } },
  },
  { request: GRAPHQL_ADMIN_LIST, bearer: "bob", answer: REFUSED, shows: { data: { allOrders: null } } },

  { request: CANCEL, bearer: "alice", answer: OK, shows: { id: `<${ALICES}>`, ...cancelled } },
  { request: READ, bearer: "alice", answer: OK, shows: cancelled },
  { request: GRAPHQL_CANCEL, bearer: "bob", answer: OK, shows: { data: { cancelOrder: cancelled } } },

  // An ID token has the right issuer and audience, and no scopes: on every route that is not public it must be refused.
  ...GUARDED.map((request) => ({ request, bearer: "alice's ID token", answer: WITHOUT_SCOPE }) as const),
  ...GUARDED.map((request) => ({ request, bearer: "nobody", answer: WITHOUT_TOKEN }) as const),
];

/** What a machine gets: it may read orders, but belongs to no company. After `API_CASES`. */
export const MACHINE_CASES: readonly ApiCase[] = [
  { request: LIST, bearer: "partner", answer: OK, hides: `<${ALICES}>` },
  { request: READ, bearer: "partner", answer: UNKNOWN },
  { request: CREATE, bearer: "partner", answer: WITHOUT_SCOPE },
  { request: CANCEL, bearer: "partner", answer: WITHOUT_SCOPE },
  { request: RECEIPT, bearer: "partner", answer: REFUSED },
  { request: ADMIN_LIST, bearer: "partner", answer: WITHOUT_SCOPE },
  { request: GRAPHQL_CREATE, bearer: "partner", answer: REFUSED, shows: { data: { createOrder: null } } },
];

/** What is there after another release was deployed: the table stays. */
export const KEPT_CASES: readonly ApiCase[] = [
  { request: READ, bearer: "alice", answer: OK, shows: { id: `<${ALICES}>`, ...cancelled } },
];

function listOf(...names: readonly string[]): object {
  return { orders: names.map((name) => ({ id: `<${name}>` })) };
}
