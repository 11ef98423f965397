// What can the access tokens of a policy hold? Made from a snapshot, for whoever verifies them.
import { SYSTEM_SCOPES } from "@claimsmith/cognito-model";
import type { ClaimContract, ClaimContracts, TokenContract } from "../contract.ts";
import type { ClaimRule, PolicyDocument, TokenPicture } from "../language/policy.ts";
import type { PolicySnapshot } from "../snapshot/snapshot.ts";
import { exactly, sourceTypes } from "./source-types.ts";

/**
 * The token contract of a policy: claim names, types and bounds, scopes, groups, clients and the policy's hash.
 *
 * Typed by the policy where the snapshot is (`policySnapshot`); of a snapshot that was read from policy.json, name it:
 * `tokenContract<typeof policy>(snapshot)`.
 */
export function tokenContract<P extends PolicyDocument>(snapshot: PolicySnapshot<P>): TokenContract<P> {
  const { hash } = snapshot;
  const policy: PolicyDocument = snapshot.policy;
  return {
    policyName: policy.name,
    policyHash: hash,
    user: claimContracts(policy, policy.accessToken),
    machine: claimContracts(policy, policy.machineToken),
    scopes: [...declaredScopes(policy), ...SYSTEM_SCOPES],
    groups: Object.keys(policy.groups ?? {}),
    clients: Object.fromEntries(
      Object.entries(policy.clients).map(([name, { kind }]) => [
        name,
        kind === "machine" ? "machine" : "user",
      ]),
    ),
  };
}

/** Every scope that the policy's resource servers declare, as `identifier/name`. */
export function declaredScopes(policy: PolicyDocument): string[] {
  return Object.entries(policy.resourceServers ?? {}).flatMap(([identifier, { scopes }]) =>
    Object.keys(scopes).map((name) => `${identifier}/${name}`),
  );
}

/** The claims that a picture puts on its token, by name. */
export function claimContracts(policy: PolicyDocument, picture: TokenPicture = {}): ClaimContracts {
  const suppressed = Object.keys(picture.suppress ?? {});
  return Object.fromEntries(
    Object.entries(picture.claims ?? {}).map(([name, rule]) => [
      name,
      claimContract(rule, policy, suppressed.includes(name)),
    ]),
  );
}

function claimContract(rule: ClaimRule, policy: PolicyDocument, canBeSuppressed: boolean): ClaimContract {
  return {
    types: claimTypes(rule, policy),
    required: rule.required === true && rule.when === undefined && !canBeSuppressed,
    asserted: rule.asserted === true,
  };
}

/** The types of the values that a claim rule can draw. */
export function claimTypes(rule: ClaimRule, policy: PolicyDocument): ClaimContract["types"] {
  const { types } = sourceTypes(rule.from, policy);
  return rule.otherwise === undefined ? types : [...types, exactly(rule.otherwise)];
}
