// Is a test of an API held to the policy? Checked by tsc: a type that grows too wide or too narrow fails here.
import { environments, type OrdersPolicy, personas, policy } from "@claimsmith/orders-policy";
import { contract } from "@claimsmith/orders-policy/contract";
import { createVerifier } from "@claimsmith/verifier";
import {
  type Defect,
  frozenClock,
  type IssuedTokens,
  type IssueOptions,
  type PersonaAttributes,
  type RefusedTokens,
  type TestIssuer,
  type TestPersona,
  type TestVerifierOptions,
  testIssuer,
} from "../src/index.ts";
import { SNAPSHOTS } from "./deployed-trigger.ts";

/** True where two types are one, `any` being equal to nothing but itself. */
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <Claim extends true>(claim?: Claim): Claim | undefined => claim;

// The helper itself can fail.
// @ts-expect-error two different types are not equal
holds<Equal<string, number>>();
// @ts-expect-error any is not equal to string
holds<Equal<string, ReturnType<typeof JSON.parse>>>();

type Options = IssueOptions<OrdersPolicy>;
holds<Equal<NonNullable<Options["client"]>, "web" | "partner">>();
holds<Equal<keyof TestVerifierOptions<OrdersPolicy>["clients"], "web" | "partner">>();

export const good: readonly Options[] = [
  {},
  {
    client: "web",
    grant: "hosted",
    scopes: ["openid", "orders/read"],
    expiresInSeconds: 60,
    at: new Date(0),
  },
  { claims: { company_id: "c", gone: null }, defect: "expired" },
  { defect: { withoutScope: "admin/*" } },
];
// @ts-expect-error an unknown client
export const unknownClient: Options = { client: "mobile" };
// @ts-expect-error an unknown grant
export const unknownGrant: Options = { grant: "implicit" };
// @ts-expect-error an unknown scope
export const unknownScope: Options = { scopes: ["orders/reed"] };
// @ts-expect-error a misspelt option
export const misspelt: Options = { scope: ["openid"] };
// @ts-expect-error a moment is a date, not a number of some unit
export const numberedMoment: Options = { at: 1_790_000_000 };
// @ts-expect-error an unknown defect
export const unknownDefect: Options = { defect: "stale" };
// @ts-expect-error which scope the token lacks must be said
export const unnamedScope: Defect<OrdersPolicy> = "withoutScope";
// @ts-expect-error a scope that the policy does not have
export const lacksUnknownScope: Defect<OrdersPolicy> = { withoutScope: "orders/reed" };
// @ts-expect-error a group that the policy does not have
export const lacksUnknownGroup: Defect<OrdersPolicy> = { withoutGroup: "admins" };

type Attributes = PersonaAttributes<OrdersPolicy>;
export const attributes: Attributes = { email: "e", sub: "s", locale: "en-GB", "custom:company_id": "c" };
// @ts-expect-error people sign in with their e-mail address
export const noAddress: Attributes = { name: "n" };
// @ts-expect-error a custom attribute that the policy does not declare
export const unknownCustom: Attributes = { email: "e", "custom:company": "c" };
// @ts-expect-error a standard attribute that there is not
export const unknownStandard: Attributes = { email: "e", e_mail: "e" };
// @ts-expect-error attributes are text
export const notText: Attributes = { email: "e", email_verified: true };
// @ts-expect-error an unknown group
export const unknownGroup: TestPersona<OrdersPolicy> = { kind: "user", groups: ["admins"], attributes };
// @ts-expect-error a machine of an unknown client
export const unknownMachine: TestPersona<OrdersPolicy> = { kind: "machine", client: "batch" };

/** Never called: the compiler reads it. */
export async function readTokens(): Promise<void> {
  const clock = frozenClock(0);
  const issuer = await testIssuer({ policy, environment: environments.local, clock });
  holds<Equal<typeof issuer, TestIssuer<OrdersPolicy>>>();
  const named = await testIssuer<OrdersPolicy>({ snapshot: SNAPSHOTS.orders });
  holds<Equal<typeof named, TestIssuer<OrdersPolicy>>>();
  const tokens = await issuer.issue(personas.alice, { client: "web" });
  holds<Equal<typeof tokens, IssuedTokens>>();
  holds<Equal<typeof tokens.accessToken, string>>();
  const outcome = await issuer.issue(personas.carol, { onRefusal: "return" });
  holds<Equal<typeof outcome, IssuedTokens | RefusedTokens>>();
  // @ts-expect-error a refusal has no token
  const token: string = outcome.accessToken;
  if (outcome.refusal === undefined) holds<Equal<typeof outcome.accessToken, string>>();
  createVerifier(contract, { ...issuer.verifierOptions, resource: token, cache: { maxTokens: 10 } });
  // @ts-expect-error an unknown client of a known persona
  await issuer.issue(personas.alice, { client: "mobile" });
  // @ts-expect-error an unknown scope of a known persona
  await issuer.issue(personas.alice, { grant: "hosted", scopes: ["orders/reed"] });
  // @ts-expect-error neither policy nor snapshot
  await testIssuer({ clock });
  // @ts-expect-error both
  await testIssuer({ policy, snapshot: SNAPSHOTS.orders });
}
