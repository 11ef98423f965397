// What can be done with orders, and by whom? The same for HTTP, for GraphQL and for AppSync.
import type { OrdersPolicy } from "@claimsmith/orders-policy/contract";
import type { Principal } from "@claimsmith/verifier";
import type { FetchProfile } from "@claimsmith/verifier/profile";
import { v7 as newOrderId } from "uuid";
import { cursorAfter, keyOfCursor, type OrderList } from "./cursors.ts";
import { checked } from "./input.ts";
import type { OrderStore, PageOptions, StoredPage } from "./order-store.ts";
import { OrdersError } from "./problems.ts";
import {
  newOrderShape,
  type Order,
  type OrderPage,
  orderIdShape,
  type PageRequest,
  pageRequestShape,
  type Receipt,
} from "./shapes.ts";

/** Who calls, person or machine. */
export type Caller = Principal<OrdersPolicy>;
/** A person who calls. */
export type PersonalCaller = Principal<OrdersPolicy, "user">;

/** What operations need. */
export interface OperationParts {
  readonly store: OrderStore;
  /** Whose e-mail address is it? Not on the token: see the README. */
  readonly fetchProfile: FetchProfile<readonly []>;
  /** Milliseconds since the epoch. Default: `Date.now`. */
  readonly clock?: () => number;
}

/** The operations. Inputs are as they came; each is checked here. Errors: `OrdersError` and `ProfileError` by code. */
export interface Operations {
  /** The orders of the caller's company, newest first. A machine belongs to no company, so it has none. */
  list(caller: Caller, page: unknown): Promise<OrderPage>;
  /** The orders of every company, for operators; in no particular order. */
  listAll(page: unknown): Promise<OrderPage>;
  /** One order of the caller's company. */
  read(caller: Caller, id: unknown): Promise<Order>;
  /** Places an order for the caller's company. */
  create(caller: PersonalCaller, order: unknown): Promise<Order>;
  /** Cancels an order: who placed it may, and members of ADMINS of the same company. Again gives the same order. */
  cancel(caller: PersonalCaller, id: unknown): Promise<Order>;
  /** An order and the caller's own address. */
  receipt(caller: PersonalCaller, id: unknown): Promise<Receipt>;
}

/** The operations on a storage. */
export function orderOperations(parts: OperationParts): Operations {
  const { store, fetchProfile, clock = Date.now } = parts;
  const read: Operations["read"] = async (caller, given) => {
    const id = checked(orderIdShape, given, "id");
    const order =
      caller.kind === "user" ? await store.get({ companyId: caller.claims.company_id, id }) : undefined;
    if (order === undefined) throw new OrdersError("ORDER_UNKNOWN");
    return order;
  };
  return {
    read,
    list: async (caller, given) => {
      const request = checked(pageRequestShape, given);
      if (caller.kind !== "user") return { orders: [] };
      const { company_id: companyId } = caller.claims;
      return pageOf({ companyId }, request, (options) => store.ofCompany(companyId, options));
    },
    listAll: async (given) =>
      pageOf("everyone", checked(pageRequestShape, given), (options) => store.ofEveryone(options)),
    create: async (caller, given) => {
      const order = newOrder(caller, checked(newOrderShape, given), clock());
      await store.put(order);
      return order;
    },
    cancel: async (caller, given) => {
      const order = await read(caller, given);
      if (order.placedBy !== caller.sub && !caller.groups.includes("ADMINS"))
        throw new OrdersError("NOT_OWNER");
      if (order.status === "cancelled") return order;
      // Whoever came in between has cancelled it: orders never open again.
      return (await store.cancel(order, new Date(clock()).toISOString())) ?? read(caller, given);
    },
    receipt: async (caller, given) => {
      const order = await read(caller, given);
      const { email, name } = (await fetchProfile(caller)).attributes;
      if (email === undefined) throw new OrdersError("EMAIL_MISSING");
      return { order, to: { email, ...(name !== undefined && { name }) } };
    },
  };
}

function newOrder(
  { sub, claims }: PersonalCaller,
  { item, quantity }: { readonly item: string; readonly quantity: number },
  nowMs: number,
): Order {
  return {
    id: newOrderId(),
    companyId: claims.company_id,
    item,
    quantity,
    status: "open",
    placedBy: sub,
    createdAt: new Date(nowMs).toISOString(),
  };
}

async function pageOf(
  list: OrderList,
  { limit, cursor }: PageRequest,
  read: (options: PageOptions) => Promise<StoredPage>,
): Promise<OrderPage> {
  const after = cursor === undefined ? undefined : keyOfCursor(list, cursor);
  const { orders, hasMore } = await read({ limit, ...(after !== undefined && { after }) });
  const last = orders.at(-1);
  return {
    orders: [...orders],
    ...(hasMore && last !== undefined && { nextCursor: cursorAfter(list, last) }),
  };
}
