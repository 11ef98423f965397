// Which orders are there to begin with, on one's own machine? SAMPLE DATA: no order is real.
import type { Order } from "../src/shapes.ts";

/** Who placed them: nobody who can sign in, so that only members of ADMINS may cancel them. */
const SOMEBODY = "5a3e0000-0000-4000-8000-000000000000";

/** The orders of three companies, oldest first. */
export const SAMPLE_ORDERS: readonly Order[] = [
  sample("019c7f36-7000-7000-8000-000000000001", "2026-02-21T08:00:00.000Z", ["c-1001", "anvil", 2]),
  sample("019c7f6d-5e80-7000-8000-000000000002", "2026-02-21T09:00:00.000Z", ["c-1002", "bellows", 1]),
  {
    ...sample("019c7fa4-4d00-7000-8000-000000000003", "2026-02-21T10:00:00.000Z", ["c-1001", "hammer", 5]),
    status: "cancelled",
    cancelledAt: "2026-02-21T10:05:00.000Z",
  },
  sample("019c7fdb-3b80-7000-8000-000000000004", "2026-02-21T11:00:00.000Z", ["c-1003", "tongs", 3]),
  sample("019c8012-2a00-7000-8000-000000000005", "2026-02-21T12:00:00.000Z", ["c-1001", "vice", 1]),
  sample("019c8049-1880-7000-8000-000000000006", "2026-02-21T13:00:00.000Z", ["c-1002", "apron", 4]),
];

function sample(
  id: string,
  createdAt: string,
  [companyId, item, quantity]: readonly [string, string, number],
): Order {
  return { id, companyId, item, quantity, status: "open", placedBy: SOMEBODY, createdAt };
}
