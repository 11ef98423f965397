// Do the types that APIs read say what the orders tokens hold? Checked by tsc: a type that grows too wide or too narrow fails here.
import type { AccessTokenClaims, ClientOf, GroupOf, ScopeOf } from "@claimsmith/claims-policy";
import { definePersonas } from "@claimsmith/claims-policy";
import type { SystemScope } from "@claimsmith/cognito-model";
import type { OrdersPolicy } from "../src/contract.ts";

/** True where two types are one, `any` being equal to nothing but itself. */
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <Claim extends true>(claim?: Claim): Claim | undefined => claim;

// The helper itself can fail.
// @ts-expect-error two different types are not equal
holds<Equal<string, number>>();
// @ts-expect-error any is not equal to string
holds<Equal<string, ReturnType<typeof JSON.parse>>>();

holds<Equal<ClientOf<OrdersPolicy>, "web" | "partner">>();
holds<Equal<GroupOf<OrdersPolicy>, "ADMINS" | "EVERYONE" | "TRIAL">>();
holds<
  Equal<ScopeOf<OrdersPolicy>, "orders/read" | "orders/write" | "admin/*" | "everyone/*" | SystemScope>
>();

type Tokens = AccessTokenClaims<OrdersPolicy>;
type User = Extract<Tokens, { readonly kind: "user" }>;
type Machine = Extract<Tokens, { readonly kind: "machine" }>;

holds<Equal<Tokens["kind"], "user" | "machine">>();
holds<Equal<User["claims"]["company_id"], string>>();
holds<Equal<User["claims"]["compliance_level"], "high" | undefined>>();
holds<Equal<User["claims"]["claims_policy"], string | undefined>>();
holds<Equal<User["asserted"]["country_id"], "uk" | "de" | "fr" | "unknown" | undefined>>();
holds<Equal<keyof User["claims"], "company_id" | "compliance_level" | "roles" | "claims_policy">>();
holds<Equal<keyof User["asserted"], "country_id">>();
holds<Equal<keyof Machine["claims"], "external_partner_id" | "claims_policy">>();
holds<Equal<keyof Machine["asserted"], never>>();
holds<Equal<Machine["claims"]["external_partner_id"], string | undefined>>();

/** The nested roles keep their exact values. */
export function permissionOf({ claims }: User): "full_control" | undefined {
  return claims.roles?.owner.document_permission;
}

/** Only people have a company, and the compiler knows. */
export function companyOf(token: Tokens): string | undefined {
  return token.kind === "user" ? token.claims.company_id : undefined;
}

/** Without a look at the kind there is no company. */
export function unguarded(token: Tokens): unknown {
  // @ts-expect-error a machine has no company
  return token.claims.company_id;
}

/** What the user wrote is not among what the policy decided. */
export function countryOf(token: User): unknown {
  // @ts-expect-error the country is asserted
  return token.claims.country_id;
}

const dave = {
  kind: "user",
  about: "nobody",
  clients: ["web"],
  attributes: { email: "d@example.com" },
} as const;
export const rightGroup = definePersonas<OrdersPolicy>({ dave: { ...dave, groups: ["TRIAL"] } });
export const wrongGroup = definePersonas<OrdersPolicy>({
  // @ts-expect-error the policy has no such group
  dave: { ...dave, groups: ["OWNERS"] },
});
export const wrongClient = definePersonas<OrdersPolicy>({
  // @ts-expect-error the policy has no such client
  robot: { kind: "machine", about: "nothing", client: "mobile" },
});
