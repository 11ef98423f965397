// What does a request to each route look like, and its answer? Shown in the OpenAPI document; a test sends every one of them.
import type { RouteName } from "./routes.ts";

/** One request and its answer. */
export interface Example {
  readonly summary: string;
  /** Values of `{id}` and of the query. */
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly body?: object;
  readonly status: 200 | 201 | 400 | 404;
  readonly answer: object;
}

/** An order of the sample data, of the company of bob. */
const BELLOWS = {
  id: "019c7f6d-5e80-7000-8000-000000000002",
  companyId: "c-1002",
  item: "bellows",
  quantity: 1,
  status: "open",
  placedBy: "5a3e0000-0000-4000-8000-000000000000",
  createdAt: "2026-02-21T09:00:00.000Z",
} as const;

/** What is placed and cancelled: ids and times are those of the moment. */
const PLACED = {
  ...BELLOWS,
  id: "019c8080-0760-7000-8000-000000000007",
  item: "anvil",
  quantity: 2,
  placedBy: "6b4f0000-0000-4000-8000-000000000000",
  createdAt: "2026-02-21T14:00:00.000Z",
} as const;

const problem = (status: number, title: string, more: object) => ({
  type: "about:blank",
  title,
  status,
  ...more,
  requestId: "JKJaXmPLvHcESHA=",
});

/** The examples by route. */
export const EXAMPLES: Readonly<Record<Exclude<RouteName, "GET /openapi.json">, readonly Example[]>> = {
  "GET /health": [{ summary: "The process answers", status: 200, answer: { status: "ok" } }],
  "GET /orders": [
    {
      summary: "The first page",
      parameters: { limit: 1 },
      status: 200,
      answer: { orders: [BELLOWS], nextCursor: "WyJjb21wYW55IiwiYy0xMDAyIl0" },
    },
    {
      summary: "A limit that is none",
      parameters: { limit: 0 },
      status: 400,
      answer: problem(400, "Bad Request", {
        detail: "the input does not fit; the list of errors says where",
        code: "INPUT_INVALID",
        errors: [{ path: "limit", expected: "1 or more" }],
      }),
    },
  ],
  "POST /orders": [
    { summary: "Two anvils", body: { item: "anvil", quantity: 2 }, status: 201, answer: PLACED },
    {
      summary: "No quantity",
      body: { item: "anvil" },
      status: 400,
      answer: problem(400, "Bad Request", {
        detail: "the input does not fit; the list of errors says where",
        code: "INPUT_INVALID",
        errors: [{ path: "quantity", expected: "a whole number" }],
      }),
    },
  ],
  "GET /orders/{id}": [
    { summary: "An order", parameters: { id: BELLOWS.id }, status: 200, answer: BELLOWS },
    {
      summary: "An order of another company",
      parameters: { id: "019c7f36-7000-7000-8000-000000000001" },
      status: 404,
      answer: problem(404, "Not Found", {
        detail: "there is no such order in the caller's company",
        code: "ORDER_UNKNOWN",
      }),
    },
  ],
  "POST /orders/{id}/cancel": [
    {
      summary: "Cancelled by who placed it",
      parameters: { id: PLACED.id },
      status: 200,
      answer: { ...PLACED, status: "cancelled", cancelledAt: "2026-02-21T14:05:00.000Z" },
    },
  ],
  "GET /orders/{id}/receipt": [
    {
      summary: "An order and the caller's own address",
      parameters: { id: BELLOWS.id },
      status: 200,
      answer: { order: BELLOWS, to: { email: "bob@example.com", name: "Bob Brandt" } },
    },
  ],
  "GET /admin/orders": [
    { summary: "Orders of every company", status: 200, answer: { orders: [BELLOWS, PLACED] } },
  ],
  "POST /graphql": [
    {
      summary: "The items of the company's orders",
      body: { query: "{ orders(limit: 1) { orders { item } } }" },
      status: 200,
      answer: { data: { orders: { orders: [{ item: "bellows" }] } } },
    },
  ],
};
