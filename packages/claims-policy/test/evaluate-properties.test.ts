// What holds for evaluate whatever the policy and the facts?
import {
  applyTriggerResponse,
  isReservedClaim,
  isSystemScope,
  type JsonValue,
  type TokenClaims,
} from "@claimsmith/cognito-model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conditionTest } from "../src/evaluation/test-condition.ts";
import { TRUE } from "../src/evaluation/truth.ts";
import {
  type Condition,
  type Decision,
  evaluate,
  explain,
  type Facts,
  type IssueDecision,
  type Policy,
  type PolicyDocument,
  parsePolicy,
  triggerResponse,
  validate,
} from "../src/index.ts";
import { disagreements } from "./disagreements.ts";
import { facts } from "./facts-arbitraries.ts";
import { policyDocument } from "./policy-arbitraries.ts";
import { mirrored, shuffled } from "./reordered.ts";

const RUNS = { numRuns: 150 };
const policy = policyDocument.map((document) => parsePolicy(document));

/** A copy, so that what is written into a decision does not reach the facts of the test. */
const structured = (given: Facts): Facts => JSON.parse(JSON.stringify(given));

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

function holdsNull(value: JsonValue | null | undefined): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === "object" && Object.values(value).some(holdsNull);
}

const isTrue = (when: Condition | undefined, of: Policy, given: Facts): boolean =>
  when === undefined || conditionTest(when, of)(given) === TRUE;

/** Runs a check on every decision to issue. */
function forEveryIssue(check: (decision: IssueDecision, of: Policy, given: Facts) => void): void {
  fc.assert(
    fc.property(policy, facts, (of, given) => {
      const decision = evaluate(of, given);
      if (decision.outcome === "issue") check(decision, of, given);
    }),
    RUNS,
  );
}

/** The scopes of the access token, where these were asked for. */
function grantedScopes(decision: IssueDecision, { scopes, kind }: Facts): readonly string[] {
  const asked = scopes.filter((scope) => /^\S+$/.test(scope)).join(" ");
  const defaults: TokenClaims = {
    accessToken: { ...(kind === "user" && { username: "ann" }), scope: asked },
  };
  const { accessToken } = applyTriggerResponse(defaults, triggerResponse(decision, "3"), "3", "client");
  return typeof accessToken.scope === "string" ? accessToken.scope.split(" ") : [];
}

describe("the policies of these properties", () => {
  it("are valid", () => {
    fc.assert(
      fc.property(policyDocument, (document) => {
        expect(validate(document)).toEqual([]);
      }),
      RUNS,
    );
  });

  it("come to every kind of decision", () => {
    const seen = new Set<string>();
    for (const [of, given] of fc.sample(fc.tuple(policy, facts), { numRuns: 1_000, seed: 7 })) {
      const { decision, rules } = explain(of, given);
      seen.add(decision.outcome === "refuse" ? decision.code : "issue");
      for (const { about, outcome } of rules) seen.add(`${about}: ${outcome}`);
    }
    expect([...seen]).toEqual(
      expect.arrayContaining([
        ...["issue", "DENIED", "REQUIRED_CLAIM_MISSING", "FACT_INVALID", "LOOKUP_FAILED"],
        ...["CLIENT_UNKNOWN", "CLIENT_KIND_MISMATCH"],
        ...["applied", "suppressed", "absent", "invalid", "lookupFailed"].map(
          (outcome) => `claim: ${outcome}`,
        ),
        ...["conditionFalse", "conditionUnknown"].map((outcome) => `claim: ${outcome}`),
        ...["applied", "conditionFalse", "refuseInvalid"].map((outcome) => `suppression: ${outcome}`),
        ...["applied", "conditionUnknown", "clientNotNamed", "notAskedFor"].map(
          (outcome) => `scope: ${outcome}`,
        ),
        ...["applied", "clientNotNamed"].map((outcome) => `withheld scope: ${outcome}`),
        ...["applied", "conditionFalse", "conditionUnknown"].map((outcome) => `group: ${outcome}`),
      ]),
    );
  });
});

describe("evaluate, whatever the policy and the facts,", () => {
  it("never throws, changes nothing, and decides the same again", () => {
    fc.assert(
      fc.property(policy, facts, (of, given) => {
        const before = JSON.stringify([of, given]);
        const decision = evaluate(of, frozen(given));
        expect(evaluate(parsePolicy(of), given)).toEqual(decision);
        expect(JSON.stringify([of, given])).toBe(before);
      }),
      RUNS,
    );
  });

  it("shares nothing with the next decision: what a caller writes into one stays there", () => {
    const write = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      for (const member of Object.values(value)) write(member);
      // A frozen part refuses: that is as good.
      if (Array.isArray(value)) Reflect.set(value, value.length, "written");
      else Reflect.set(value, "written", true);
    };
    fc.assert(
      fc.property(policy, facts, facts, (of, first, second) => {
        const before = JSON.stringify(evaluate(of, second));
        write(evaluate(of, structured(first)));
        expect(JSON.stringify(evaluate(of, second))).toBe(before);
      }),
      RUNS,
    );
  });

  it("decides the same after a round trip through JSON", () => {
    fc.assert(
      fc.property(policy, facts, (of, given) => {
        const again = JSON.parse(JSON.stringify(of)) as PolicyDocument;
        expect(parsePolicy(again)).toEqual(of);
        expect(evaluate(again, given)).toEqual(evaluate(of, given));
      }),
      RUNS,
    );
  });

  it("does not depend on the order of rules", () => {
    fc.assert(
      fc.property(policyDocument, facts, fc.nat(5), (document, given, turn) => {
        const other = parsePolicy(shuffled(document, turn));
        expect(evaluate(other, given)).toEqual(evaluate(parsePolicy(document), given));
      }),
      RUNS,
    );
  });

  it("does not depend on the order of the parts of a condition", () => {
    fc.assert(
      fc.property(policyDocument, facts, (document, given) => {
        const other = parsePolicy(mirrored(document));
        expect(evaluate(other, given)).toEqual(evaluate(parsePolicy(document), given));
      }),
      RUNS,
    );
  });

  it("refuses by the one or by the other of two denials, but never because of their order", () => {
    const told = (decision: Decision) => (decision.outcome === "refuse" ? decision.outcome : decision);
    fc.assert(
      fc.property(policyDocument, facts, (document, given) => {
        const { deny = [], machineToken = {} } = document;
        const turned = {
          ...document,
          deny: [...deny].reverse(),
          machineToken: { ...machineToken, deny: [...(machineToken.deny ?? [])].reverse() },
        };
        expect(told(evaluate(parsePolicy(turned), given))).toEqual(
          told(evaluate(parsePolicy(document), given)),
        );
      }),
      RUNS,
    );
  });

  it("never draws a reserved claim, a null, or a claim that it suppresses", () => {
    forEveryIssue(({ idToken, accessToken }) => {
      for (const { claims, suppress } of [idToken, accessToken]) {
        expect(Object.keys(claims).filter(isReservedClaim)).toEqual([]);
        expect(Object.values(claims).filter(holdsNull)).toEqual([]);
        expect(suppress.filter((name) => Object.hasOwn(claims, name))).toEqual([]);
      }
    });
  });

  it("draws only the claims of the picture, each where its condition holds", () => {
    forEveryIssue(({ idToken, accessToken }, of, given) => {
      const [id, access] =
        given.kind === "user" ? [of.idToken, of.accessToken] : [undefined, of.machineToken];
      for (const [{ claims }, picture] of [[idToken, id] as const, [accessToken, access] as const]) {
        for (const name of Object.keys(claims)) {
          expect(Object.hasOwn(picture?.claims ?? {}, name)).toBe(true);
          expect(isTrue(picture?.claims?.[name]?.when, of, given)).toBe(true);
        }
      }
    });
  });

  it("suppresses exactly what a satisfied rule names, and issues nothing that a satisfied rule denies", () => {
    forEveryIssue(({ idToken, accessToken }, of, given) => {
      const isUser = given.kind === "user";
      const access = isUser ? of.accessToken : of.machineToken;
      const named = (rules: NonNullable<typeof of.idToken>["suppress"] = {}) =>
        Object.keys(rules).filter((name) => isTrue(rules[name]?.when, of, given));
      expect([...accessToken.suppress].sort()).toEqual(named(access?.suppress).sort());
      expect([...idToken.suppress].sort()).toEqual(named(isUser ? of.idToken?.suppress : {}).sort());
      const denials = (isUser ? of.deny : of.machineToken?.deny) ?? [];
      expect(denials.filter(({ when }) => isTrue(when, of, given))).toEqual([]);
    });
  });

  it("adds no scope that is undeclared, and none to a client that the rule does not name", () => {
    forEveryIssue(({ accessToken }, of, given) => {
      const picture = given.kind === "user" ? of.accessToken : of.machineToken;
      const declared = Object.entries(of.resourceServers ?? {}).flatMap(([identifier, { scopes }]) =>
        Object.keys(scopes).map((name) => `${identifier}/${name}`),
      );
      for (const scope of accessToken.scopesToAdd) {
        expect(declared).toContain(scope);
        expect(picture?.scopes?.[scope]?.clients).toContain(given.client);
      }
      expect(accessToken.scopesToAdd.filter((scope) => accessToken.scopesToSuppress.includes(scope))).toEqual(
        [],
      );
    });
  });

  it("lets a drawn scope onto the token exactly where its rule is satisfied, whatever was asked for", () => {
    forEveryIssue((decision, of, given) => {
      const granted = grantedScopes(decision, given);
      const picture = given.kind === "user" ? of.accessToken : of.machineToken;
      for (const [scope, { clients, when, asked }] of Object.entries(picture?.scopes ?? {})) {
        const isSatisfied = clients.includes(given.client) && isTrue(when, of, given);
        const isAsked = asked === undefined || given.scopes.includes(scope);
        expect([scope, granted.includes(scope)]).toEqual([scope, isSatisfied && isAsked]);
      }
    });
  });

  it("leaves no withheld scope on the token, and adds no system scope", () => {
    forEveryIssue((decision, of, given) => {
      if (given.kind !== "user") return;
      const granted = grantedScopes(decision, given);
      for (const [scope, { clients, when }] of Object.entries(of.accessToken?.withhold ?? {})) {
        if ((clients?.includes(given.client) ?? true) && isTrue(when, of, given)) {
          expect(granted).not.toContain(scope);
        }
      }
      expect(granted.filter((scope) => isSystemScope(scope) && !given.scopes.includes(scope))).toEqual([]);
    });
  });

  it("gives no group that the user did not have, unless a rule adds it, and no role but declared ones", () => {
    forEveryIssue(({ groups }, of, given) => {
      if (groups === undefined || given.kind !== "user") return;
      const { keep = {}, add = {}, drop = {} } = of.groupOverride ?? {};
      const roles = ["adminRole", "customerRole"].map((name) => given.settings?.[name]);
      for (const group of groups.groups) {
        const isAdded = Object.hasOwn(add, group) && isTrue(add[group]?.when, of, given);
        const isKept =
          given.groups.includes(group) &&
          (!Object.hasOwn(keep, group) || isTrue(keep[group]?.when, of, given));
        expect(isAdded || isKept).toBe(true);
        expect(Object.hasOwn(drop, group) && isTrue(drop[group]?.when, of, given)).toBe(false);
      }
      expect(groups.roles.filter((role) => !roles.includes(role))).toEqual([]);
      if (groups.preferredRole !== undefined) expect(groups.roles).toContain(groups.preferredRole);
    });
  });

  it("is explained without a throw, as it is decided", () => {
    fc.assert(
      fc.property(policy, facts, (of, given) => {
        const explanation = explain(of, given);
        expect(explanation.decision).toEqual(evaluate(of, given));
        expect(disagreements(explanation, of)).toEqual([]);
      }),
      RUNS,
    );
  });
});
