// Which orders are there? SAMPLE DATA, kept in memory and the same for everybody who deploys this: no order is real.

/** One order, as HTTP and GraphQL both show it. */
export interface Order {
  readonly id: string;
  /** The company that placed it: `company_id` of its people's access tokens. */
  readonly companyId: string;
  readonly item: string;
  readonly quantity: number;
}

/** The sample orders of three companies. */
export const SAMPLE_ORDERS: readonly Order[] = [
  { id: "o-1", companyId: "c-1001", item: "anvil", quantity: 2 },
  { id: "o-2", companyId: "c-1002", item: "bellows", quantity: 1 },
  { id: "o-3", companyId: "c-1001", item: "hammer", quantity: 5 },
  { id: "o-4", companyId: "c-1003", item: "tongs", quantity: 3 },
];
