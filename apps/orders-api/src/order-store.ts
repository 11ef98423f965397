// What is asked of whatever keeps the orders?
import type { OrderKey } from "./cursors.ts";
import type { Order } from "./shapes.ts";

/** How much of a list is read. */
export interface PageOptions {
  /** The most orders that come. */
  readonly limit: number;
  /** The order behind which the page begins. Absent: the first page. */
  readonly after?: OrderKey;
}

/** Some orders, and whether there are more behind the last of them. */
export interface StoredPage {
  readonly orders: readonly Order[];
  readonly hasMore: boolean;
}

/** A storage of orders. Each function throws OrdersError `STORAGE_UNAVAILABLE` where it cannot be reached. */
export interface OrderStore {
  /** The order, `undefined` where there is none. */
  get(key: OrderKey): Promise<Order | undefined>;
  /** Keeps a new order. @throws OrdersError `ORDER_EXISTS` */
  put(order: Order): Promise<void>;
  /** Cancels an open order; `undefined` where it is not open, or not there. */
  cancel(key: OrderKey, cancelledAt: string): Promise<Order | undefined>;
  /** The orders of a company, newest first. */
  ofCompany(companyId: string, options: PageOptions): Promise<StoredPage>;
  /** The orders of every company, in no particular order. */
  ofEveryone(options: PageOptions): Promise<StoredPage>;
}
