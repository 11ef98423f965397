// Do the types hold? The compiler runs these: each `@ts-expect-error` fails the type check if its line compiles.
import { expect, test } from "vitest";
import { guard } from "../src/adapters/fetch.ts";
import {
  createVerifier,
  defineRoutes,
  type IdTokenPrincipal,
  joinRequirements,
  type Principal,
  type Requirement,
  type VerifierOptions,
} from "../src/index.ts";
import { CLIENTS, OPTIONS, USER_POOL_ID } from "./issuer.ts";
import { contract, type SamplePolicy } from "./sample-policy.ts";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles only where its argument is `true`; `any` is the same as nothing else. */
function holds<T extends true>(): T | undefined {
  return undefined;
}

type User = Principal<SamplePolicy, "user">;
type Machine = Principal<SamplePolicy, "machine">;

holds<
  Same<
    User["claims"],
    {
      readonly company_id: string;
      readonly compliance_level?: "high";
      readonly roles?: { readonly owner: { readonly documents: "full" } };
    }
  >
>();
holds<Same<User["asserted"], { readonly country_id?: "uk" | "unknown" }>>();
holds<Same<Machine["claims"], { readonly partner_id: string }>>();
holds<Same<User["client"], "web" | "app" | "partner">>();
holds<Same<User["username"], string>>();
holds<Same<Machine["username"], undefined>>();
holds<Same<Principal<SamplePolicy>["kind"], "user" | "machine">>();
holds<Same<User["expiresAtSeconds"] extends number ? true : false, true>>();
// @ts-expect-error the helper itself must be able to fail
holds<Same<User["claims"], Machine["claims"]>>();
// @ts-expect-error nothing is `any`, which is what JSON.parse returns
holds<Same<User["claims"], ReturnType<typeof JSON.parse>>>();

const good: readonly Requirement<SamplePolicy>[] = [
  {},
  { scopes: { all: ["orders/read", "admin/*", "openid"] }, groups: { any: ["ADMINS"] }, kind: "user" },
  { clients: ["web"], claims: { company_id: ["a", "b"], partner_id: "P", compliance_level: "high" } },
  { kind: "user", asserted: { country_id: "uk" }, maxAge: { sinceIssueSeconds: 60 } },
  { scopes: { any: ["orders/read"] }, idToken: { groups: { any: ["ADMINS"] } }, and: [{ kind: "user" }] },
  // @ts-expect-error an unknown scope
  { scopes: { all: ["orders/reed"] } },
  // @ts-expect-error an unknown client
  { clients: ["mobile"] },
  // @ts-expect-error an unknown claim
  { claims: { company: "a" } },
  // @ts-expect-error a value that the claim cannot have
  { claims: { compliance_level: "low" } },
  // @ts-expect-error an asserted claim, without saying so
  { claims: { country_id: "uk" } },
  // @ts-expect-error a claim that is no text, number or flag
  { claims: { roles: { owner: { documents: "full" } } } },
  // @ts-expect-error an ID token that shows nothing
  { idToken: {} },
  // @ts-expect-error an unknown group
  { groups: { any: ["admins"] } },
  // @ts-expect-error an unknown kind
  { kind: "robot" },
  // @ts-expect-error a misspelt key
  { kind: "user", scope: { all: ["orders/read"] } },
];

/** So many of them, from the first, are no mistake. */
const GOOD = 5;

const ofMachines: Requirement<SamplePolicy, "machine"> = { kind: "machine", claims: { partner_id: "P" } };
// @ts-expect-error a claim of users, of a machine
const mixed: Requirement<SamplePolicy, "machine"> = { kind: "machine", claims: { company_id: "a" } };
const joined = joinRequirements(ofMachines, { scopes: { all: ["orders/read"] } });
holds<Same<typeof joined, Requirement<SamplePolicy, "machine">>>();

const options: readonly VerifierOptions<SamplePolicy>[] = [
  { userPoolId: USER_POOL_ID, clients: CLIENTS },
  { userPoolId: null, issuer: "https://login.example.org", clients: { web: "abc" } },
  // @ts-expect-error an unknown client
  { userPoolId: USER_POOL_ID, clients: { mobile: "abc" } },
  // @ts-expect-error no pool id: to have none is written
  { clients: CLIENTS, issuer: "https://login.example.org" },
  // @ts-expect-error neither pool id nor issuer
  { userPoolId: null, clients: CLIENTS },
  // @ts-expect-error a misspelt option
  { userPoolId: USER_POOL_ID, clients: CLIENTS, isuer: "https://login.example.org" },
];

const verifier = createVerifier(contract, OPTIONS);

/** Never called: the compiler reads it. */
export async function readPrincipals(token: string): Promise<void> {
  const anyone = await verifier.verify(token);
  holds<Same<typeof anyone, Principal<SamplePolicy>>>();
  // @ts-expect-error a claim of users, read before the kind is known
  anyone.claims.company_id;
  if (anyone.kind === "user") holds<Same<typeof anyone.claims.company_id, string>>();
  const machine = await verifier.verify(token, { kind: "machine" });
  holds<Same<typeof machine, Machine>>();
  // @ts-expect-error asserted claims are not among the claims
  (await verifier.verify(token, { kind: "user" })).claims.country_id;
  // @ts-expect-error a misspelt key beside a good one
  await verifier.verify(token, { kind: "user", group: { all: ["ADMINS"] } });
  // @ts-expect-error an unknown scope
  await verifier.verify(token, { scopes: { all: ["orders/reed"] } });
  // @ts-expect-error the token does not come back
  anyone.token;
}

/** Never called: the compiler reads it. */
export async function readMigratingPrincipals(token: string): Promise<void> {
  const pool = { userPoolId: USER_POOL_ID, clients: CLIENTS };
  const migrating = createVerifier(contract, {
    ...pool,
    acceptIdTokensUntil: new Date(0),
    // Written inline, its parameter has a type: without it the compiler takes this for the other overload.
    onIdToken: ({ client, count }) =>
      void [client satisfies "web" | "app" | "partner", count satisfies number],
  });
  const user = await migrating.verify(token, { kind: "user" });
  if (user.tokenUse === "id") holds<Same<typeof user, IdTokenPrincipal<SamplePolicy>>>();
  else holds<Same<typeof user, User>>();
  holds<Same<typeof user.username, string>>();
  // @ts-expect-error an ID token has no claims of the policy
  user.claims.company_id;
  // @ts-expect-error ID tokens that nobody counts
  createVerifier(contract, { ...pool, acceptIdTokensUntil: new Date(0) });
}

/** Never called: the compiler reads it. */
export function defineBadRoutes(): void {
  // @ts-expect-error an unknown scope
  defineRoutes(contract, { "GET /orders": { scopes: { all: ["orders/reed"] } } });
  // @ts-expect-error another word than public
  defineRoutes(contract, { "GET /orders": "open" });
  // @ts-expect-error no method
  defineRoutes(contract, { "/orders": "public" });
}

guard(verifier, { kind: "machine" }, (_, principal) => new Response(principal.claims.partner_id));
// @ts-expect-error an unknown scope, which is refused at run time too
const misspelt = () => guard(verifier, { scopes: { any: ["orders/reed"] } }, () => new Response());

test("what does not compile is refused at run time, too", () => {
  expect(good.slice(0, GOOD).map((requirement) => verifier.assertRequirement(requirement))).toEqual([
    ...Array(GOOD).fill(undefined),
  ]);
  for (const requirement of good.slice(GOOD)) expect(() => verifier.assertRequirement(requirement)).toThrow();
  expect(options.slice(0, 2).map((each) => typeof createVerifier(contract, each))).toEqual([
    "object",
    "object",
  ]);
  for (const each of options.slice(2)) expect(() => createVerifier(contract, each)).toThrow();
  expect(misspelt).toThrow();
  expect(() => verifier.assertRequirement(mixed)).toThrow();
  expect(defineBadRoutes).toThrow();
  expect(verifier.assertRequirement(joined)).toBeUndefined();
});
