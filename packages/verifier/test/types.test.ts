// Do the types hold? The compiler runs these: each `@ts-expect-error` fails the type check if its line compiles.
import { expect, test } from "vitest";
import { guard } from "../src/fetch.ts";
import { createVerifier, type Principal, type Requirement, type VerifierOptions } from "../src/index.ts";
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
  // @ts-expect-error an unknown scope
  { scopes: { all: ["orders/reed"] } },
  // @ts-expect-error an unknown group
  { groups: { any: ["admins"] } },
  // @ts-expect-error an unknown kind
  { kind: "robot" },
  // @ts-expect-error a misspelt key
  { kind: "user", scope: { all: ["orders/read"] } },
];

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

guard(verifier, { kind: "machine" }, (_, principal) => new Response(principal.claims.partner_id));
// @ts-expect-error an unknown scope, which is refused at run time too
const misspelt = () => guard(verifier, { scopes: { any: ["orders/reed"] } }, () => new Response());

test("what does not compile is refused at run time, too", () => {
  expect(good.slice(0, 2).map((requirement) => verifier.assertRequirement(requirement))).toEqual([
    undefined,
    undefined,
  ]);
  for (const requirement of good.slice(2)) expect(() => verifier.assertRequirement(requirement)).toThrow();
  expect(options.slice(0, 2).map((each) => typeof createVerifier(contract, each))).toEqual([
    "object",
    "object",
  ]);
  for (const each of options.slice(2)) expect(() => createVerifier(contract, each)).toThrow();
  expect(misspelt).toThrow();
});
