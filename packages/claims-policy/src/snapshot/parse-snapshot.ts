// Is it a policy.json that can be relied on? What deploys and compares policies asks before it reads one.
import { issue, PolicyError } from "../validation/issues.ts";
import { parsePolicy } from "../validation/validate.ts";
import { isPolicySnapshot } from "./read-snapshot.ts";
import { type PolicySnapshot, policySnapshot } from "./snapshot.ts";

/**
 * The snapshot that the parsed content of a policy.json holds, validated.
 *
 * @throws PolicyError with every issue of the policy, or `SNAPSHOT_STALE` where hash or event version are not those of the policy in it
 */
export async function parseSnapshot(input: unknown): Promise<PolicySnapshot> {
  if (!isPolicySnapshot(input)) {
    const expected = "the content of a policy.json, of format 1";
    throw new PolicyError([issue("WRONG_TYPE", "", { expected, received: "something else" })]);
  }
  const snapshot = await policySnapshot(parsePolicy(input.policy));
  const stale = (["hash", "eventVersion"] as const).filter((name) => snapshot[name] !== input[name]);
  if (stale.length === 0) return snapshot;
  throw new PolicyError(
    stale.map((name) =>
      issue("SNAPSHOT_STALE", name, { expected: snapshot[name], received: String(input[name]) }),
    ),
  );
}
