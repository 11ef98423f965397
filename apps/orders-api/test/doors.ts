// Through which doors do cases ask for an operation? Each door says it in its own way, and all answer alike.
import { appSyncEvent, httpEvent, type RequestLine } from "./events.ts";
import type { Caller, World } from "./world.ts";

/** The fields of the schema; those but the last are routes as well. */
export type Operation =
  | "orders"
  | "order"
  | "receipt"
  | "allOrders"
  | "createOrder"
  | "cancelOrder"
  | "queryWithGroup";

/** The arguments of an operation. */
export type Given = Readonly<Record<string, unknown>>;

/** What came of it: a value, without what is null, or the code of the failure. */
export type Outcome = { readonly value: unknown } | { readonly code: unknown };

/** Asks for an operation. */
export type Door = (
  world: World,
  ask: { operation: Operation; who: Caller; given?: Given },
) => Promise<Outcome>;

/** An answer, over whatever it came. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Readonly<Record<string, unknown>>;
}

/** A request, over whatever it goes. */
export interface Sent {
  readonly query?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: the caller's, as a bearer token. */
  readonly authorization?: string;
}

/** Sends a request. */
export type Send = (world: World, request: RequestLine, who: Caller, sent?: Sent) => Promise<Answer>;

/** To the plain server, over HTTP. */
export const toServer: Send = async ({ server, tokens }, request, who, sent = {}) => {
  const [method = "", path = ""] = request.split(" ");
  const { query = "", body, headers, authorization = bearer(tokens[who]) } = sent;
  const response = await fetch(`${server.url}${path}${query && `?${query}`}`, {
    method,
    headers: {
      ...(authorization !== undefined && { authorization }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    content: text === "" ? {} : JSON.parse(text),
  };
};

/** To the function of the zip, as an event of payload 2.0. */
export const toFunction: Send = async ({ functions, tokens }, request, who, sent = {}) => {
  const { authorization = bearer(tokens[who]), headers = {}, ...options } = sent;
  const given = { ...(authorization !== undefined && { authorization }), ...headers };
  const { answer, failed } = await functions.invoke(
    "http",
    httpEvent(request, { ...options, headers: given }),
  );
  if (failed) throw new TypeError(`the function failed: ${JSON.stringify(answer)}`);
  const {
    statusCode,
    headers: answered,
    body,
  } = answer as {
    readonly statusCode: number;
    readonly headers: Answer["headers"];
    readonly body: string;
  };
  return { status: statusCode, headers: answered, content: body === "" ? {} : JSON.parse(body) };
};

const bearer = (token: string | undefined) => (token === undefined ? undefined : `Bearer ${token}`);

const idOf = ({ id }: Given) => encodeURIComponent(String(id));

/** How each operation is said over HTTP. */
const REQUESTS: Readonly<
  Record<Exclude<Operation, "queryWithGroup">, (given: Given) => [RequestLine, Sent]>
> = {
  orders: (given) => ["GET /orders", { query: queryOf(given) }],
  order: (given) => [`GET /orders/${idOf(given)}`, {}],
  receipt: (given) => [`GET /orders/${idOf(given)}/receipt`, {}],
  allOrders: (given) => ["GET /admin/orders", { query: queryOf(given) }],
  createOrder: ({ input }) => ["POST /orders", { body: JSON.stringify(input) }],
  cancelOrder: (given) => [`POST /orders/${idOf(given)}/cancel`, {}],
};

const queryOf = (given: Given) => new URLSearchParams(given as Record<string, string>).toString();

const byHttp =
  (send: Send): Door =>
  async (world, { operation, who, given = {} }) => {
    if (operation === "queryWithGroup") throw new TypeError("this field is no route");
    const [request, sent] = REQUESTS[operation](given);
    const { status, content } = await send(world, request, who, sent);
    return status < 300 ? { value: content } : { code: content.code };
  };

const ORDER = "{ id companyId item quantity status placedBy createdAt cancelledAt }";
const PAGE = `{ orders ${ORDER} nextCursor }`;

/** How each operation is said in GraphQL. */
export const DOCUMENTS: Readonly<Record<Operation, string>> = {
  orders: `query ($limit: Int, $cursor: String) { orders(limit: $limit, cursor: $cursor) ${PAGE} }`,
  order: `query ($id: ID!) { order(id: $id) ${ORDER} }`,
  receipt: `query ($id: ID!) { receipt(id: $id) { order ${ORDER} to { email name } } }`,
  allOrders: `query ($limit: Int, $cursor: String) { allOrders(limit: $limit, cursor: $cursor) ${PAGE} }`,
  createOrder: `mutation ($input: NewOrder!) { createOrder(input: $input) ${ORDER} }`,
  cancelOrder: `mutation ($id: ID!) { cancelOrder(id: $id) ${ORDER} }`,
  queryWithGroup: "{ queryWithGroup }",
};

interface Result {
  readonly code?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

/** Either the row of the table refuses, or the field does. */
const byGraphQl =
  (send: Send): Door =>
  async (world, { operation, who, given = {} }) => {
    const body = JSON.stringify({ query: DOCUMENTS[operation], variables: given });
    const { content } = await send(world, "POST /graphql", who, { body });
    const { code, data, errors } = content as Result;
    const failure = code ?? errors?.[0]?.extensions.code;
    return failure === undefined ? { value: withoutNulls(data?.[operation]) } : { code: failure };
  };

const byAppSync: Door = async ({ functions, tokens }, { operation, who, given = {} }) => {
  const { answer, failed } = await functions.invoke("appSync", appSyncEvent(operation, tokens[who], given));
  return failed ? { code: (answer as { readonly errorType: string }).errorType } : { value: answer };
};

/** GraphQL answers with null what HTTP leaves out. */
function withoutNulls(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, member) => member ?? undefined);
}

/** Every door, and whether it is one of GraphQL. */
export const DOORS: readonly (readonly [name: string, door: Door, isGraphQl: boolean])[] = [
  ["HTTP to the plain server", byHttp(toServer), false],
  ["HTTP to the function", byHttp(toFunction), false],
  ["GraphQL to the plain server", byGraphQl(toServer), true],
  ["GraphQL to the function", byGraphQl(toFunction), true],
  ["AppSync", byAppSync, true],
];
