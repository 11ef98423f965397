// Do a policy's types say what its tokens hold? Checked by tsc: a type that grows too wide or too narrow fails here.
import {
  type AccessTokenClaims,
  attribute,
  type ClientDeclaration,
  type ClientOf,
  constant,
  type DenyRule,
  definePolicy,
  flag,
  type GroupOf,
  type GroupOverride,
  groups,
  inGroup,
  integer,
  is,
  isLessThan,
  list,
  lookedUp,
  lookup,
  metadata,
  oneOf,
  ownPolicyHash,
  type ScopeOf,
  type ScopeRule,
  setting,
  text,
} from "../src/index.ts";

/** True where two types are one, `any` being equal to nothing but itself. */
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <Claim extends true>(claim?: Claim): Claim | undefined => claim;

// The helper itself can fail.
// @ts-expect-error two different types are not equal
holds<Equal<string, number>>();
// @ts-expect-error any is not equal to string
holds<Equal<string, ReturnType<typeof JSON.parse>>>();
// @ts-expect-error an optional member is not a required one
holds<Equal<{ readonly a?: string }, { readonly a: string }>>();

const policy = definePolicy({
  name: "typed",
  resourceServers: {
    orders: { scopes: { read: "Read", write: "Write" } },
    admin: { scopes: { "*": "All" } },
  },
  groups: { ADMINS: {}, EVERYONE: {} },
  attributes: {
    company: text({ maxLength: 36 }),
    status: oneOf("active", "suspended"),
    level: integer({ min: 0, max: 9 }),
    vip: flag(),
  },
  settings: { partnerId: text({ maxLength: 20 }), regions: list(oneOf("eu", "us"), { maxCount: 2 }) },
  lookups: {
    crm: lookup({ key: "sub", fields: { plan: oneOf("free", "pro"), seats: integer({ min: 0, max: 9 }) } }),
  },
  clients: {
    web: { kind: "browser", scopes: ["openid"], writes: ["locale"] },
    partner: { kind: "machine", scopes: ["orders/read"] },
  },
  accessToken: {
    claims: {
      company: { from: attribute("custom:company"), required: true },
      status: { from: attribute("custom:status") },
      level: { from: attribute("custom:level"), required: true, when: inGroup("ADMINS") },
      vip: { from: attribute("custom:vip"), required: true },
      verified: { from: attribute("email_verified"), required: true },
      role: { from: constant("high") },
      nested: { from: constant({ owner: { can: ["read", 1] } }), required: true },
      country: {
        from: attribute("locale").map({ "en-GB": "uk", "de-DE": "de" }),
        otherwise: "unknown",
        asserted: true,
      },
      rank: { from: attribute("custom:status").map({ active: 1 }).or(0), required: true },
      standing: { from: attribute("custom:status").or("none"), required: true },
      plan: { from: lookedUp("crm", "plan"), onLookupFailure: "omit" },
      seats: { from: lookedUp("crm", "seats"), required: true },
      regions: { from: setting("regions"), required: true },
      teams: { from: groups(), required: true },
      device: { from: metadata("device", oneOf("tablet", "phone")), required: true, asserted: true },
      made_by: { from: ownPolicyHash(), required: true },
      hidden: { from: constant("x"), required: true },
    },
    suppress: { hidden: {} },
  },
  machineToken: { claims: { partner_id: { from: setting("partnerId"), required: true } } },
});

type Tokens = AccessTokenClaims<typeof policy>;
type User = Extract<Tokens, { readonly kind: "user" }>;
type Machine = Extract<Tokens, { readonly kind: "machine" }>;

holds<Equal<Tokens["kind"], "user" | "machine">>();
holds<
  Equal<
    User["claims"],
    {
      readonly company: string;
      readonly vip: boolean;
      readonly verified: boolean;
      readonly nested: { readonly owner: { readonly can: readonly ["read", 1] } };
      readonly rank: 0 | 1;
      readonly standing: "active" | "suspended" | "none";
      readonly seats: number;
      readonly regions: readonly ("eu" | "us")[];
      readonly teams: readonly ("ADMINS" | "EVERYONE")[];
      readonly made_by: string;
      readonly status?: "active" | "suspended";
      readonly level?: number;
      readonly role?: "high";
      readonly plan?: "free" | "pro";
      readonly hidden?: "x";
    }
  >
>();
holds<
  Equal<User["asserted"], { readonly device: "tablet" | "phone"; readonly country?: "uk" | "de" | "unknown" }>
>();
holds<Equal<Machine["claims"], { readonly partner_id: string }>>();
holds<Equal<keyof Machine["asserted"], never>>();

holds<Equal<GroupOf<typeof policy>, "ADMINS" | "EVERYONE">>();
holds<Equal<ClientOf<typeof policy>, "web" | "partner">>();
holds<
  Equal<
    ScopeOf<typeof policy>,
    | "orders/read"
    | "orders/write"
    | "admin/*"
    | "openid"
    | "email"
    | "phone"
    | "profile"
    | "aws.cognito.signin.user.admin"
  >
>();

/** An API reads what is there. */
export function readClaims(token: Tokens): readonly unknown[] {
  if (token.kind === "machine") {
    // @ts-expect-error a machine has no company
    return [token.claims.partner_id, token.claims.company];
  }
  // @ts-expect-error an optional claim may be missing
  const level: number = token.claims.level;
  // @ts-expect-error what the user wrote stands under asserted, not under claims
  const country = token.claims.country;
  // @ts-expect-error a mapped claim has no other value than those of the table
  const isSpanish = token.asserted.country === "es";
  // @ts-expect-error claims cannot be written
  token.claims.company = "c-8";
  return [token.claims.company.length, token.asserted.country, level, country, isSpanish];
}

// Removing a claim breaks the API that reads it.
const without = definePolicy({
  name: "typed",
  attributes: { status: oneOf("active", "suspended") },
  clients: { web: { kind: "browser", scopes: [] } },
  accessToken: { claims: { status: { from: attribute("custom:status") } } },
});
type Without = Extract<AccessTokenClaims<typeof without>, { readonly kind: "user" }>;
// @ts-expect-error the claim is gone
export const companyOf = (token: Without): string => token.claims.company;
// @ts-expect-error a group is none that the policy does not declare
export const noGroup: GroupOf<typeof without> = "ADMINS";
// @ts-expect-error a scope of a resource server that is gone
export const noScope: ScopeOf<typeof without> = "orders/read";
export const systemScope: ScopeOf<typeof without> = "openid";
// @ts-expect-error a client that is gone
export const noClient: ClientOf<typeof without> = "partner";

// Options of the wrong type.
type Definition = Parameters<typeof definePolicy>[0];
type Part<K extends keyof Definition> = NonNullable<Definition[K]>;
// @ts-expect-error a policy has clients
export const noClients: Definition = { name: "p" };
// @ts-expect-error a text has a length
text({});
// @ts-expect-error a length is a number
text({ maxLength: "36" });
// @ts-expect-error an integer has both bounds
integer({ min: 0 });
// @ts-expect-error a list has a count
list(flag(), {});
// @ts-expect-error an attribute is no list
export const listAttribute: Part<"attributes"> = { a: list(flag(), { maxCount: 1 }) };
// @ts-expect-error an unknown kind of client
export const unknownKind: ClientDeclaration = { kind: "mobile", scopes: [] };
// @ts-expect-error a group that is kept has a condition
export const keptAlways: GroupOverride = { keep: { A: {} } };
// @ts-expect-error a denial has a reason
export const noReason: DenyRule = { when: inGroup("A") };
// @ts-expect-error the ID token has no scopes
export const scopesOfId: Part<"idToken"> = { scopes: {} };
// @ts-expect-error asked is required or absent
export const askedMaybe: ScopeRule = { clients: ["web"], asked: "maybe" };
// @ts-expect-error a when that is undefined is no when
export const lostWhen: ScopeRule = { clients: ["web"], when: undefined };
// @ts-expect-error a look-up is keyed by sub, the client id or an attribute
lookup({ key: "email", fields: {} });
// @ts-expect-error a comparison is with a scalar
is(attribute("locale"), ["en-GB"]);
// @ts-expect-error an order is one of numbers
isLessThan(attribute("custom:level"), "5");
// @ts-expect-error a map gives scalars
attribute("locale").map({ "en-GB": ["uk"] });
// @ts-expect-error null is no value
constant(null);

// Acceptances name lints that there are.
definePolicy({
  name: "accepting",
  clients: { web: { kind: "browser", scopes: ["openid"] } },
  accept: [{ lint: "ADMIN_SCOPE_CARRIED", at: "clients.web", reason: "the page calls it" }],
});
const misspelt = [{ lint: "ADMIN_SCOPE", at: "clients.web", reason: "the page calls it" }] as const;
// @ts-expect-error no lint is called so
definePolicy({ name: "p", clients: { web: { kind: "browser", scopes: [] } }, accept: misspelt });
