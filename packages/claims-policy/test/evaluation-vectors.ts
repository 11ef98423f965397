// Which vectors does evaluate answer to, and how do they write a decision?
import type { Decision, IssueDecision, RefuseDecision } from "../src/index.ts";
import claims from "./vectors/claims.json?raw";
import groups from "./vectors/groups.json?raw";
import restrictions from "./vectors/restrictions.json?raw";
import scopes from "./vectors/scopes.json?raw";
import { type Vector, vectorsOf } from "./worlds.ts";

type Expected = {
  readonly refuse?: Omit<RefuseDecision, "outcome">;
  readonly idToken?: Partial<IssueDecision["idToken"]>;
  readonly accessToken?: Partial<IssueDecision["accessToken"]>;
} & Partial<Pick<IssueDecision, "groups" | "leftOut">>;

/** A vector with the decision that it expects: the refusal, or all that is not empty. */
export interface EvaluationVector extends Vector {
  readonly expected: Expected;
}

/** The vectors by file. */
export const evaluationVectors: Readonly<Record<string, readonly EvaluationVector[]>> = {
  "claims.json": vectorsOf(claims),
  "restrictions.json": vectorsOf(restrictions),
  "scopes.json": vectorsOf(scopes),
  "groups.json": vectorsOf(groups),
};

const NO_CLAIMS = { claims: {}, suppress: [] };
const NO_SCOPES = { scopesToAdd: [], scopesToSuppress: [] };

/** What a vector expects, written out in full. */
export function expectedDecision({ expected }: EvaluationVector): unknown {
  const { refuse, idToken, accessToken, ...rest } = expected;
  if (refuse !== undefined) return { outcome: "refuse", ...refuse };
  return {
    outcome: "issue",
    idToken: { ...NO_CLAIMS, ...idToken },
    accessToken: { ...NO_CLAIMS, ...NO_SCOPES, ...accessToken },
    leftOut: [],
    ...rest,
  };
}

/** A decision with its scopes as the sets that they are. */
export function describedDecision(decision: Decision): unknown {
  if (decision.outcome === "refuse") return decision;
  const { accessToken, ...rest } = decision;
  const { scopesToAdd, scopesToSuppress } = accessToken;
  return {
    ...rest,
    accessToken: {
      ...accessToken,
      scopesToAdd: [...scopesToAdd].sort(),
      scopesToSuppress: [...scopesToSuppress].sort(),
    },
  };
}
