// What differs between the deployments of the orders pool?
import type { BlueprintEnvironment } from "@claimsmith/claims-policy";

/** The environments by name. `local` is what `demo` and `dev` run. */
export const environments = {
  local: {
    settings: {
      partnerId: "partner-local",
      adminRoleArn: "arn:aws:iam::123456789012:role/orders-admin",
      customerRoleArn: "arn:aws:iam::123456789012:role/orders-customer",
    },
    clients: {
      web: { callbackUrls: ["http://localhost:5173/"], logoutUrls: ["http://localhost:5173/"] },
    },
  },
} as const satisfies Record<string, BlueprintEnvironment>;
