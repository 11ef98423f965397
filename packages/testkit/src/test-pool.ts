// What would the deployed pool know? The policy as it is deployed, its blueprint, and the ids that AWS would have given.
import {
  type BlueprintEnvironment,
  type PolicyDocument,
  type PolicySnapshot,
  parsePolicy,
  policySnapshot,
  poolBlueprint,
} from "@claimsmith/claims-policy";
import { isPolicySnapshot } from "@claimsmith/claims-policy/evaluator";
import {
  EVENT_VERSIONS,
  type EventVersionNumber,
  type IssuerForm,
  issuerOf,
  type JsonValue,
  type PoolBlueprint,
} from "@claimsmith/cognito-model";
import { MisuseError } from "./errors.ts";
import { clientIdOf } from "./identifiers.ts";
import { ownKeys, type TestKeys } from "./keys.ts";

/** A pool that exists in its description only. */
export interface TestPool {
  readonly policy: PolicyDocument;
  readonly policyHash: string;
  /** Of the events that its trigger gets. */
  readonly version: EventVersionNumber;
  readonly settings: Readonly<Record<string, JsonValue>>;
  readonly blueprint: PoolBlueprint;
  readonly userPoolId: string;
  readonly issuerForm: IssuerForm;
  readonly issuer: string;
  /** Client name → app client id. */
  readonly clientIds: Readonly<Record<string, string>>;
  readonly keys: TestKeys;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** What a pool is made of. */
export interface PoolParts {
  readonly policy?: unknown;
  readonly snapshot?: unknown;
  readonly environment?: BlueprintEnvironment;
  readonly userPoolId: string;
  readonly issuerForm: IssuerForm;
  readonly clock: () => number;
}

/**
 * Describes the pool that a policy would be deployed with.
 *
 * @throws PolicyError `POLICY_INVALID` where policy or settings do not fit; MisuseError `SNAPSHOT_INVALID`.
 */
export async function testPool(parts: PoolParts): Promise<TestPool> {
  const { environment = {}, userPoolId, issuerForm, clock } = parts;
  const { policy, hash, eventVersion } = await deployedPolicy(parts);
  const names = Object.keys(policy.clients);
  return {
    policy,
    policyHash: hash,
    version: EVENT_VERSIONS[eventVersion],
    settings: environment.settings ?? {},
    blueprint: poolBlueprint(policy, environment),
    userPoolId,
    issuerForm,
    issuer: issuerOf(userPoolId, issuerForm),
    clientIds: Object.fromEntries(names.map((name) => [name, clientIdOf(policy.name, name)])),
    keys: await ownKeys(),
    clock,
  };
}

/** The trigger does not validate its policy.json; a test can afford to, so that a mistake shows here. */
async function deployedPolicy({ policy, snapshot }: PoolParts): Promise<PolicySnapshot> {
  if (snapshot === undefined) return policySnapshot(parsePolicy(policy));
  if (!isPolicySnapshot(snapshot)) {
    throw new MisuseError(
      "SNAPSHOT_INVALID",
      "expected the content of policy.json; make it anew with snapshot",
    );
  }
  return { ...snapshot, policy: parsePolicy(snapshot.policy) };
}
