// Where does the next page of a list begin? Cursors say it, each for one list alone.
import { OrdersError } from "./problems.ts";
import { orderIdShape } from "./shapes.ts";

/** The key of an order in the table. */
export interface OrderKey {
  readonly companyId: string;
  readonly id: string;
}

/** A list of orders: that of a company, or that of everyone. */
export type OrderList = { readonly companyId: string } | "everyone";

/** The cursor behind an order: opaque to callers, who send it back as it is. */
export function cursorAfter(list: OrderList, { companyId, id }: OrderKey): string {
  const name = list === "everyone" ? "everyone" : "company";
  return Buffer.from(JSON.stringify([name, companyId, id])).toString("base64url");
}

/**
 * The key that a cursor stands for. One of another list is refused: it says nothing here, and nothing can be learnt by it.
 *
 * @throws OrdersError `INPUT_INVALID`
 */
export function keyOfCursor(list: OrderList, cursor: string): OrderKey {
  const [name, companyId, id, ...others] = partsOf(cursor);
  const isOfList =
    list === "everyone" ? name === "everyone" : name === "company" && companyId === list.companyId;
  if (isOfList && others.length === 0 && typeof companyId === "string" && companyId !== "") {
    const { success, data } = orderIdShape.safeParse(id);
    if (success) return { companyId, id: data };
  }
  throw new OrdersError("INPUT_INVALID", {
    issues: [{ path: "cursor", expected: "the nextCursor of a page of this list" }],
  });
}

function partsOf(cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
