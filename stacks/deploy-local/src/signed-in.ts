// Who is signed in, and are their tokens what the policy says? alice, bob and partner, in the pool that was deployed.
import type { UserPersona } from "@claimsmith/claims-policy";
import { environments, personas } from "@claimsmith/orders-policy";
import type { AwsClients } from "./aws-clients.ts";
import { checkToken } from "./check-token.ts";
import { type DeployedPool, readDeployedPool } from "./deployed-pool.ts";
import { notAsExpected } from "./errors.ts";
import { machineToken } from "./machine-token.ts";
import { createPerson, type Person, signIn, type Tokens } from "./people.ts";
import type { Release } from "./releases.ts";

/** The environment that is deployed. */
export const { settings } = environments.local;

/** Where its outputs are: `/claimsmith/POLICY/ENVIRONMENT`. */
const OUTPUTS = "/claimsmith/orders/local";

/** The people who sign in. */
export interface People {
  readonly alice: Person;
  readonly bob: Person;
}

/** Their tokens. */
export type PeoplesTokens = Readonly<Record<keyof People, Tokens>>;

/** Makes alice and bob users of the deployed pool. */
export async function createPeople(clients: AwsClients): Promise<People> {
  const pool = await readDeployedPool(clients, OUTPUTS);
  const { alice, bob } = personas as Readonly<Record<"alice" | "bob", UserPersona>>;
  return { alice: await createPerson(clients, pool, alice), bob: await createPerson(clients, pool, bob) };
}

/**
 * Signs both in, and holds their access tokens against the policy of the release.
 * @throws VerificationError, DeployLocalError NOT_AS_EXPECTED
 */
export async function signInPeople(
  clients: AwsClients,
  people: People,
  release: Release,
): Promise<PeoplesTokens> {
  const pool = await readDeployedPool(clients, OUTPUTS);
  const signedIn = async (person: Person) => {
    const tokens = await signIn(clients, pool, person);
    await checkPerson(pool, person, { release, accessToken: tokens.accessToken });
    return tokens;
  };
  return { alice: await signedIn(people.alice), bob: await signedIn(people.bob) };
}

async function checkPerson(
  pool: DeployedPool,
  { persona }: Person,
  { release, accessToken }: { readonly release: Release; readonly accessToken: string },
): Promise<void> {
  const {
    clients: [client = ""],
    groups,
    attributes,
  } = persona;
  const facts = { kind: "user", client, scopes: [], settings, groups, attributes } as const;
  await checkToken({ pool, snapshot: release.snapshot, accessToken, facts });
}

/**
 * Gets a token of the machine `partner`, and holds it against the policy.
 * @throws VerificationError, DeployLocalError NOT_AS_EXPECTED
 */
export async function partnerToken(clients: AwsClients, { snapshot }: Release): Promise<string> {
  const pool = await readDeployedPool(clients, OUTPUTS);
  const accessToken = await machineToken(clients, pool, "partner");
  const scopes = snapshot.policy.clients.partner?.scopes ?? [];
  const facts = { kind: "machine", client: "partner", scopes, settings } as const;
  const { claims } = await checkToken({ pool, snapshot, accessToken, facts });
  if (!("external_partner_id" in claims)) throw notAsExpected("expected the claim external_partner_id");
  return accessToken;
}
