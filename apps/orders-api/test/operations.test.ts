// Does each operation go to who may have it, through every door alike? One table of cases for all of them.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SAMPLE_ORDERS } from "../local/sample-orders.ts";
import type { Order } from "../src/shapes.ts";
import { DOORS, type Door, type Given, type Operation, type Outcome } from "./doors.ts";
import { type Caller, openWorld, type World } from "./world.ts";

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world.close());

const ordersOf = (company: string) =>
  SAMPLE_ORDERS.filter(({ companyId }) => companyId === company).reverse();
const [newest, middle, oldest] = ordersOf("c-1001");
const [bobs] = ordersOf("c-1002");
if (newest === undefined || middle === undefined || oldest === undefined || bobs === undefined)
  throw new TypeError("expected three orders of one company and one of another");
const UNKNOWN = "019c7d4e-8a00-7000-8000-0000000000ff";
const inAnyOrder = (orders: readonly Order[]) =>
  expect.toSatisfy(
    (found: readonly Order[]) => JSON.stringify(sorted(found)) === JSON.stringify(sorted(orders)),
  );
const sorted = (orders: readonly Order[]) => orders.map(({ id, companyId }) => `${id} ${companyId}`).sort();
const ANVIL = { input: { item: "anvil", quantity: 1 } };

type Case = readonly [Operation, Caller, Given, Outcome];

/** What is refused is refused before anything is looked up, whatever the operation. */
const REFUSED: readonly Case[] = (
  [
    ["nobody", "TOKEN_MISSING"],
    ["alice, with her ID token", "ID_TOKEN"],
    ["alice, with a token of two hours ago", "TOKEN_EXPIRED"],
  ] as const
).flatMap(([who, code]) => [
  ["orders", who, {}, { code }] as const,
  ["order", who, { id: newest.id }, { code }] as const,
  ["receipt", who, { id: newest.id }, { code }] as const,
  ["allOrders", who, {}, { code }] as const,
  ["createOrder", who, ANVIL, { code }] as const,
  ["cancelOrder", who, { id: newest.id }, { code }] as const,
  ["queryWithGroup", who, {}, { code }] as const,
]);

const READS: readonly Case[] = [
  ["orders", "alice", {}, { value: { orders: ordersOf("c-1001") } }],
  ["orders", "bob", {}, { value: { orders: ordersOf("c-1002") } }],
  ["orders", "the partner's machine", {}, { value: { orders: [] } }],
  ["orders", "alice", { limit: 3 }, { value: { orders: ordersOf("c-1001") } }],
  ["orders", "alice", { limit: 2 }, { value: { orders: [newest, middle], nextCursor: expect.any(String) } }],
  ["orders", "alice", { limit: 0 }, { code: "INPUT_INVALID" }],
  ["orders", "alice", { limit: 101 }, { code: "INPUT_INVALID" }],
  ["orders", "alice", { cursor: "" }, { code: "INPUT_INVALID" }],
  ["orders", "alice", { cursor: "bm9uZQ" }, { code: "INPUT_INVALID" }],
  ["order", "alice", { id: newest.id }, { value: newest }],
  ["order", "alice", { id: middle.id }, { value: middle }],
  ["order", "alice", { id: bobs.id }, { code: "ORDER_UNKNOWN" }],
  ["order", "alice", { id: UNKNOWN }, { code: "ORDER_UNKNOWN" }],
  ["order", "alice", { id: "o-1" }, { code: "INPUT_INVALID" }],
  ["order", "the partner's machine", { id: newest.id }, { code: "ORDER_UNKNOWN" }],
  [
    "receipt",
    "alice",
    { id: newest.id },
    { value: { order: newest, to: { email: "alice@example.com", name: "Alice Ashford" } } },
  ],
  ["receipt", "alice", { id: bobs.id }, { code: "ORDER_UNKNOWN" }],
  ["receipt", "the partner's machine", { id: newest.id }, { code: "KIND_NOT_ALLOWED" }],
  ["allOrders", "alice", {}, { value: { orders: inAnyOrder(SAMPLE_ORDERS) } }],
  ["allOrders", "bob", {}, { code: "INSUFFICIENT_SCOPE" }],
  ["allOrders", "the partner's machine", {}, { code: "INSUFFICIENT_SCOPE" }],
  ["queryWithGroup", "alice", {}, { value: expect.stringContaining("ADMINS") }],
  ["queryWithGroup", "bob", {}, { code: "INSUFFICIENT_GROUP" }],
  ["queryWithGroup", "the partner's machine", {}, { code: "INSUFFICIENT_GROUP" }],
];

const WRITES: readonly Case[] = [
  ["createOrder", "the partner's machine", ANVIL, { code: "KIND_NOT_ALLOWED" }],
  ["createOrder", "alice", { input: { item: "", quantity: 1 } }, { code: "INPUT_INVALID" }],
  ["createOrder", "alice", { input: { item: " anvil", quantity: 1 } }, { code: "INPUT_INVALID" }],
  ["createOrder", "alice", { input: { item: "a".repeat(101), quantity: 1 } }, { code: "INPUT_INVALID" }],
  ["createOrder", "alice", { input: { item: "anvil", quantity: 0 } }, { code: "INPUT_INVALID" }],
  ["createOrder", "alice", { input: { item: "anvil", quantity: 10_001 } }, { code: "INPUT_INVALID" }],
  ["cancelOrder", "the partner's machine", { id: newest.id }, { code: "KIND_NOT_ALLOWED" }],
  ["cancelOrder", "bob", { id: newest.id }, { code: "ORDER_UNKNOWN" }],
  ["cancelOrder", "bob", { id: bobs.id }, { code: "NOT_OWNER" }],
  ["cancelOrder", "alice", { id: bobs.id }, { code: "ORDER_UNKNOWN" }],
  ["cancelOrder", "alice", { id: UNKNOWN }, { code: "ORDER_UNKNOWN" }],
  ["cancelOrder", "alice", { id: middle.id }, { value: middle }],
];

describe.each(DOORS)("%s", (_, door, isGraphQl) => {
  const cases = [...REFUSED, ...READS, ...WRITES];
  it.each(cases.filter(([operation]) => isGraphQl || operation !== "queryWithGroup"))(
    "%s by %s with %o: %o",
    async (operation, who, given, outcome) => {
      expect(await door(world, { operation, who, given })).toEqual(outcome);
    },
  );

  it("gives every order on one page or another, each once, newest first", async () => {
    const seen: Order[] = [];
    let cursor: string | undefined;
    do {
      const given = { limit: 1, ...(cursor !== undefined && { cursor }) };
      const page = await gained<Page>(door, { operation: "orders", who: "alice", given });
      seen.push(...page.orders);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(ordersOf("c-1001"));
  });

  it("pages through the orders of every company, each once", async () => {
    const seen: Order[] = [];
    let cursor: string | undefined;
    do {
      const given = { limit: 4, ...(cursor !== undefined && { cursor }) };
      const page = await gained<Page>(door, { operation: "allOrders", who: "alice", given });
      seen.push(...page.orders);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(sorted(seen)).toEqual(sorted(SAMPLE_ORDERS));
  });

  it("takes a cursor for its own list alone", async () => {
    const first = async (operation: "orders" | "allOrders") =>
      (await gained<Page>(door, { operation, who: "alice", given: { limit: 1 } })).nextCursor;
    const [own, everyone] = [await first("orders"), await first("allOrders")];
    const ask = (operation: "orders" | "allOrders", who: Caller, cursor: string | undefined) =>
      door(world, { operation, who, given: { cursor } });
    expect(await ask("orders", "bob", own)).toEqual({ code: "INPUT_INVALID" });
    expect(await ask("orders", "alice", everyone)).toEqual({ code: "INPUT_INVALID" });
    expect(await ask("allOrders", "alice", own)).toEqual({ code: "INPUT_INVALID" });
  });
});

interface Page {
  readonly orders: readonly Order[];
  readonly nextCursor?: string;
}

async function gained<T>(door: Door, ask: Parameters<Door>[1]): Promise<T> {
  const outcome = await door(world, ask);
  if ("code" in outcome) throw new TypeError(`refused: ${outcome.code}`);
  return outcome.value as T;
}

/** After the reads: these change what lists say. */
describe.each(DOORS)("%s, where orders change", (_, door) => {
  it("places an order that only its company finds, first on the list", async () => {
    const placed = await gained<Order>(door, { operation: "createOrder", who: "bob", given: ANVIL });
    expect(placed).toMatchObject({ companyId: "c-1002", item: "anvil", quantity: 1, status: "open" });
    const list = await gained<Page>(door, { operation: "orders", who: "bob", given: { limit: 1 } });
    expect(list.orders).toEqual([placed]);
    const given = { id: placed.id };
    expect(await door(world, { operation: "order", who: "alice", given })).toEqual({ code: "ORDER_UNKNOWN" });
  });

  it("lets who placed it cancel it, and again gives the same order", async () => {
    const placed = await gained<Order>(door, { operation: "createOrder", who: "bob", given: ANVIL });
    const ask = { operation: "cancelOrder", who: "bob", given: { id: placed.id } } as const;
    const cancelled = await gained<Order>(door, ask);
    expect(cancelled).toEqual({ ...placed, status: "cancelled", cancelledAt: expect.any(String) });
    expect(await gained(door, ask)).toEqual(cancelled);
    expect(await gained(door, { ...ask, operation: "order" })).toEqual(cancelled);
  });

  it("gives the same order to two who cancel it at once", async () => {
    const placed = await gained<Order>(door, { operation: "createOrder", who: "bob", given: ANVIL });
    const ask = { operation: "cancelOrder", who: "bob", given: { id: placed.id } } as const;
    const [one, other] = await Promise.all([gained<Order>(door, ask), gained<Order>(door, ask)]);
    expect(one).toMatchObject({ id: placed.id, status: "cancelled" });
    expect(other).toEqual(one);
  });

  it("lets members of ADMINS cancel what somebody else of their company placed", async () => {
    const ask = { operation: "cancelOrder", who: "alice", given: { id: oldest.id } } as const;
    expect(await gained(door, ask)).toMatchObject({ id: oldest.id, status: "cancelled" });
  });
});
