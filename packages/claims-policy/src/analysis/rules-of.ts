// Every rule of a policy in one list, with what kind of effect it has: what most checks walk over.
import type { Condition } from "../language/conditions.ts";
import { memberPath } from "../language/member-path.ts";
import type { AccessTokenPicture, ClaimRule, PolicyDocument } from "../language/policy.ts";

/** One rule, with what a check wants to know of it. */
export interface ListedRule {
  readonly path: string;
  /** Whose tokens it shapes. */
  readonly kind: "user" | "machine";
  /** A granting effect is not applied where its condition is unknown; a restricting condition must be decided. */
  readonly effect: "grants" | "restricts";
  /** A claim says what is; everything else decides what one may do. */
  readonly decides: "claim" | "access";
  readonly when: Condition | undefined;
  /** Of a claim rule. */
  readonly claim?: ClaimRule;
}

/** Every rule of a policy, in the order of the document. */
export function rulesOf(policy: PolicyDocument): ListedRule[] {
  return [
    ...pictureRules(policy, "idToken", "user"),
    ...pictureRules(policy, "accessToken", "user"),
    ...pictureRules(policy, "machineToken", "machine"),
    ...groupRules(policy),
    ...denials("deny", policy.deny, "user"),
    ...denials("machineToken.deny", policy.machineToken?.deny, "machine"),
  ];
}

type Conditional = Readonly<Record<string, { readonly when?: Condition }>>;

function section(
  path: string,
  rules: Conditional | undefined,
  rest: Pick<ListedRule, "kind" | "effect">,
): ListedRule[] {
  return Object.entries(rules ?? {}).map(([name, { when }]) => ({
    path: memberPath(path, name),
    ...rest,
    decides: "access",
    when,
  }));
}

function pictureRules(
  policy: PolicyDocument,
  name: "idToken" | "accessToken" | "machineToken",
  kind: "user" | "machine",
): ListedRule[] {
  const picture: AccessTokenPicture = policy[name] ?? {};
  const claims = Object.entries(picture.claims ?? {}).map(
    ([claimName, claim]): ListedRule => ({
      path: memberPath(`${name}.claims`, claimName),
      kind,
      effect: "grants",
      decides: "claim",
      when: claim.when,
      claim,
    }),
  );
  return [
    ...claims,
    ...section(`${name}.suppress`, picture.suppress, { kind, effect: "restricts" }),
    ...section(`${name}.scopes`, picture.scopes, { kind, effect: "grants" }),
    ...section(`${name}.withhold`, picture.withhold, { kind, effect: "restricts" }),
  ];
}

function groupRules({ groupOverride }: PolicyDocument): ListedRule[] {
  return [
    ...section("groupOverride.keep", groupOverride?.keep, { kind: "user", effect: "grants" }),
    ...section("groupOverride.add", groupOverride?.add, { kind: "user", effect: "grants" }),
    ...section("groupOverride.drop", groupOverride?.drop, { kind: "user", effect: "restricts" }),
  ];
}

function denials(path: string, rules: PolicyDocument["deny"], kind: "user" | "machine"): ListedRule[] {
  return (rules ?? []).map(({ when }, index) => ({
    path: memberPath(path, index),
    kind,
    effect: "restricts",
    decides: "access",
    when,
  }));
}
