// Which pool does a preview pretend? The one that the policy would be deployed with, under made-up ids.
import { type Grant, issuerOf, type JsonValue, type PoolBlueprint } from "@claimsmith/cognito-model";
import { type BlueprintEnvironment, poolBlueprint } from "../analysis/pool-blueprint.ts";
import { ownMember } from "../language/own-member.ts";
import type { PolicyDocument } from "../language/policy.ts";
import type { PolicySnapshot } from "../snapshot/snapshot.ts";

/** What differs between the environments of a preview. An `Environment` is one. */
export interface PreviewEnvironment extends BlueprintEnvironment {
  /** Where the pool is: part of its issuer. Default `eu-west-1`. */
  readonly region?: string;
}

/** A pool that exists in its description only. The same for the same policy and environment. */
export interface PreviewPool {
  readonly snapshot: PolicySnapshot;
  readonly blueprint: PoolBlueprint;
  readonly settings: Readonly<Record<string, JsonValue>>;
  /** Made up, in the form of a pool on AWS. */
  readonly issuer: string;
}

/**
 * Describes the pool that a policy would be deployed with in an environment, for `previewTokens`.
 *
 * @throws PolicyError with code `POLICY_INVALID` where the settings do not fit the policy.
 */
export function previewPool(snapshot: PolicySnapshot, environment: PreviewEnvironment = {}): PreviewPool {
  const { settings = {}, region = "eu-west-1" } = environment;
  return {
    snapshot,
    blueprint: poolBlueprint(snapshot.policy, environment),
    settings,
    issuer: issuerOf(`${region}_EXAMPLE00`),
  };
}

/** The app client id that previews give a client: its name, filled up to the 26 characters that Cognito's have. */
export function previewClientId(client: string): string {
  return client
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .slice(0, 26)
    .padEnd(26, "0");
}

/** How a client's tokens may be obtained, by the ways to sign in that the policy gives it; none for a client it does not declare. */
export function grantsOf({ clients }: Pick<PolicyDocument, "clients">, client: string): readonly Grant[] {
  const declared = ownMember(clients, client);
  if (declared === undefined) return [];
  if (declared.kind === "machine") return ["machine"];
  const { signIn = ["srp", "hosted"] } = declared;
  const sdk: readonly Grant[] = signIn.some((way) => way !== "hosted") ? ["sdk"] : [];
  return [...sdk, ...(signIn.includes("hosted") ? (["hosted"] as const) : []), "refresh"];
}
