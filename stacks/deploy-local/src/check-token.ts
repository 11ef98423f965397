// Is an access token what the policy says? Verified by our verifier, and held against the policy's own evaluation.
import { isDeepStrictEqual } from "node:util";
import { evaluate, type Facts, type PolicySnapshot } from "@claimsmith/claims-policy";
import { type TokenContract, tokenContract } from "@claimsmith/claims-policy/contract";
import { createVerifier, type Principal } from "@claimsmith/verifier";
import type { DeployedPool } from "./deployed-pool.ts";
import { notAsExpected } from "./errors.ts";

/** Cognito puts it on every token of a sign-in through its API. (AWS: Understanding the access token) */
const SDK_SCOPES = ["aws.cognito.signin.user.admin"];

/** A token, and of whom. */
export interface TokenCheck {
  readonly pool: DeployedPool;
  readonly snapshot: PolicySnapshot;
  readonly accessToken: string;
  /** What the policy is told of the person or the machine. */
  readonly facts: Facts;
}

/**
 * Verifies a token, and compares every claim and scope of the policy.
 * @throws VerificationError where it is not accepted; DeployLocalError NOT_AS_EXPECTED, with names and no values
 */
export async function checkToken({ pool, snapshot, accessToken, facts }: TokenCheck): Promise<Principal> {
  const { issuer, userPoolId, clientIds } = pool;
  const contract: TokenContract = tokenContract(snapshot);
  const verifier = createVerifier(contract, { userPoolId, issuer, clients: clientIds });
  const principal = await verifier.verify(accessToken, {});
  const decision = evaluate(snapshot.policy, { ...facts, policyHash: snapshot.hash });
  if (decision.outcome !== "issue") throw notAsExpected("expected facts for which the policy issues a token");
  const { claims, scopesToAdd, scopesToSuppress } = decision.accessToken;
  const drawn: Values = { ...(principal.asserted as Values), ...(principal.claims as Values) };
  const differing = differingNames(claims, drawn);
  if (differing.length > 0)
    throw notAsExpected(`expected other values of the claims ${differing.join(", ")}`);
  const before = facts.kind === "user" ? SDK_SCOPES : facts.scopes;
  const scopes = new Set([...before, ...scopesToAdd].filter((scope) => !scopesToSuppress.includes(scope)));
  if (!isDeepStrictEqual(new Set(principal.scopes), scopes)) {
    throw notAsExpected(
      `expected the scopes ${[...scopes].join(" ")}, not ${[...principal.scopes].join(" ")}`,
    );
  }
  return principal;
}

type Values = Readonly<Record<string, unknown>>;

function differingNames(wanted: Values, actual: Values): readonly string[] {
  const names = new Set([...Object.keys(wanted), ...Object.keys(actual)]);
  return [...names].filter((name) => !isDeepStrictEqual(wanted[name], actual[name]));
}
