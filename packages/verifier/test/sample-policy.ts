// A small policy as the type checker sees it, and the contract that the verifier reads: what the tests' tokens follow.

import type { Policy } from "@claimsmith/claims-policy";
import type { TokenContract } from "@claimsmith/claims-policy/contract";

interface Definition {
  readonly name: "orders";
  readonly resourceServers: {
    readonly orders: { readonly scopes: { readonly read: string; readonly write: string } };
    readonly admin: { readonly scopes: { readonly "*": string } };
  };
  readonly groups: { readonly ADMINS: object; readonly EVERYONE: object };
  readonly attributes: { readonly company_id: { readonly type: "text"; readonly maxLength: 36 } };
  readonly settings: { readonly partnerId: { readonly type: "text"; readonly maxLength: 20 } };
  readonly clients: {
    readonly web: { readonly kind: "browser" };
    readonly app: { readonly kind: "native" };
    readonly partner: { readonly kind: "machine" };
  };
  readonly accessToken: {
    readonly claims: {
      readonly company_id: {
        readonly from: { readonly source: "attribute"; readonly name: "custom:company_id" };
        readonly required: true;
      };
      readonly compliance_level: {
        readonly from: { readonly source: "constant"; readonly value: "high" };
        readonly when: object;
      };
      readonly country_id: {
        readonly from: {
          readonly source: "attribute";
          readonly name: "locale";
          readonly steps: readonly [{ readonly map: { readonly "en-GB": "uk" } }];
        };
        readonly otherwise: "unknown";
        readonly asserted: true;
      };
      readonly roles: {
        readonly from: {
          readonly source: "constant";
          readonly value: { readonly owner: { readonly documents: "full" } };
        };
        readonly when: object;
      };
    };
  };
  readonly machineToken: {
    readonly claims: {
      readonly partner_id: {
        readonly from: { readonly source: "setting"; readonly name: "partnerId" };
        readonly required: true;
      };
    };
  };
}

/** The policy of the tests. */
export type SamplePolicy = Policy<Definition>;

/** Its contract. */
export const contract: TokenContract<SamplePolicy> = {
  policyName: "orders",
  policyHash: "0123456789ab",
  user: {
    company_id: { types: [{ type: "text", maxLength: 36 }], required: true, asserted: false },
    compliance_level: { types: [{ type: "exact", values: ["high"] }], required: false, asserted: false },
    country_id: { types: [{ type: "exact", values: ["uk", "unknown"] }], required: false, asserted: true },
    roles: {
      types: [{ type: "exact", values: [{ owner: { documents: "full" } }] }],
      required: false,
      asserted: false,
    },
  },
  machine: { partner_id: { types: [{ type: "text", maxLength: 20 }], required: true, asserted: false } },
  scopes: ["orders/read", "orders/write", "admin/*"],
  groups: ["ADMINS", "EVERYONE"],
  clients: { web: "user", app: "user", partner: "machine" },
};
