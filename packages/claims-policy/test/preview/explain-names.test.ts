// Does every claim, scope and group have its reason, whether it is on the token or not?
import type { Grant } from "@claimsmith/cognito-model";
import { describe, expect, it } from "vitest";
import {
  attribute,
  constant,
  explainNames,
  inGroup,
  is,
  type PolicyDocument,
  type PreviewRequest,
  parsePolicy,
  policySnapshot,
  previewFacts,
  previewPool,
  previewTokens,
} from "../../src/index.ts";
import { environment, personas, policy } from "./shop.ts";

const richer = parsePolicy({
  ...policy,
  accessToken: {
    ...policy.accessToken,
    claims: {
      ...policy.accessToken?.claims,
      tier: { from: constant("gold"), when: is(attribute("custom:status"), "gold") },
      note: { from: attribute("custom:note") },
      hidden: { from: constant("h") },
    },
    suppress: { hidden: {} },
    withhold: { "aws.cognito.signin.user.admin": { when: inGroup("STAFF") } },
  },
  attributes: { ...policy.attributes, note: { type: "text", maxLength: 2 } },
  groupOverride: { drop: { TRIAL: {} }, add: { STAFF: { when: is(attribute("custom:status"), "vip") } } },
});
const poolOf = async (document: PolicyDocument) => previewPool(await policySnapshot(document), environment);
const pool = await poolOf(richer);

interface Case {
  readonly persona?: string;
  readonly client?: string;
  readonly grant?: Grant;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly scopes?: readonly string[];
}

function rowsOf(what: Case, names?: readonly string[]) {
  const { persona: name = "ann", client = "web", grant = "sdk", attributes = {}, ...rest } = what;
  const known = personas[name];
  const persona =
    known?.kind === "user" ? { ...known, attributes: { ...known.attributes, ...attributes } } : known;
  const preview = previewTokens(pool, { persona, client, grant, ...rest } as PreviewRequest);
  return explainNames({ pool, preview }, names);
}

/** A name like `access claim level`, and the reason. */
type Row = readonly [what: string, given: Case, name: string, expected: object];

const ROWS: readonly Row[] = [
  [
    "a claim that a rule drew",
    {},
    "access claim level",
    {
      present: true,
      why: "drawn",
      rule: "accessToken.claims.level",
      from: 'the constant "high"',
      because: [{ condition: "in group STAFF", value: "true" }],
      value: "high",
    },
  ],
  [
    "a default claim",
    {},
    "id claim email",
    { present: true, why: "default", because: [], value: "ann@example.com" },
  ],
  [
    "a claim whose condition is false",
    { persona: "ben" },
    "access claim level",
    { present: false, why: "conditionFalse", because: [{ value: "false" }] },
  ],
  [
    "a claim whose condition is unknown, with the fact that is absent",
    { persona: "ben" },
    "access claim tier",
    {
      present: false,
      why: "conditionUnknown",
      because: [{ condition: 'attribute custom:status is "gold"', value: "absent" }],
    },
  ],
  [
    "a claim whose fact is absent",
    {},
    "access claim note",
    { present: false, why: "factAbsent", from: "attribute custom:note" },
  ],
  [
    "a claim whose fact is invalid",
    { attributes: { "custom:note": "long" } },
    "access claim note",
    { present: false, why: "factInvalid" },
  ],
  [
    "a suppressed claim",
    {},
    "access claim hidden",
    { why: "suppressed", rule: "accessToken.suppress.hidden" },
  ],
  [
    "a suppressed attribute",
    {},
    "id claim custom:status",
    { why: "suppressed", rule: "idToken.suppress.custom:status" },
  ],
  [
    "a required claim of a refused token",
    { attributes: { "custom:company": "" } },
    "access claim company",
    { why: "factAbsent" },
  ],
  ["a default claim of a refused token", { persona: "eve" }, "access claim jti", { why: "refused" }],
  ["a drawn claim of a refused token", { persona: "eve" }, "access claim company", { why: "refused" }],
  ["a claim that Cognito alone sets", {}, "access claim cognito:shop", { why: "reserved" }],
  ["a claim that Cognito did not set", {}, "id claim nonce", { why: "reserved", detail: expect.any(String) }],
  ["a claim of nobody", {}, "access claim tenant", { why: "notDeclared" }],
  ["an attribute on the access token", {}, "access claim email", { why: "notDeclared" }],
  ["an attribute that the user does not have", {}, "id claim custom:note", { why: "attributeAbsent" }],
  ["an attribute that the client may not read", {}, "id claim locale", { why: "attributeNotReadable" }],
  [
    "an attribute that the scopes do not release",
    { grant: "hosted", scopes: ["openid", "email"] },
    "id claim name",
    { why: "attributeNotReleased" },
  ],
  [
    "a scope that a rule granted",
    {},
    "access scope orders/write",
    { present: true, why: "drawn", because: [{ value: "true" }] },
  ],
  [
    "a scope that was asked for",
    { grant: "hosted" },
    "access scope profile",
    { present: true, why: "default" },
  ],
  [
    "a scope whose condition is false",
    { persona: "ben" },
    "access scope orders/write",
    { why: "conditionFalse" },
  ],
  [
    "a scope for another client",
    {},
    "access scope orders/read",
    { why: "clientNotNamed", rule: "accessToken.scopes.orders/read" },
  ],
  [
    "a drawn scope that was not asked for",
    { client: "portal", grant: "hosted", scopes: ["email"] },
    "access scope orders/read",
    { why: "notAskedFor" },
  ],
  ["a listed scope that the API cannot ask for", {}, "access scope openid", { why: "notAskedFor" }],
  ["a scope that the client may not ask for", {}, "access scope phone", { why: "notAllowed" }],
  ["a scope of nobody", {}, "access scope orders/purge", { why: "notDeclared" }],
  [
    "a withheld scope",
    {},
    "access scope aws.cognito.signin.user.admin",
    { present: false, why: "withheld", rule: 'accessToken.withhold["aws.cognito.signin.user.admin"]' },
  ],
  ["a group that the user is in", {}, "both group STAFF", { present: true, why: "default" }],
  [
    "a dropped group",
    {},
    "both group TRIAL",
    { present: false, why: "dropped", rule: "groupOverride.drop.TRIAL" },
  ],
  [
    "an added group",
    { persona: "ben", attributes: { "custom:status": "vip" } },
    "both group STAFF",
    { present: true, why: "drawn", rule: "groupOverride.add.STAFF" },
  ],
  [
    "a group that is not added",
    { persona: "ben", attributes: { "custom:status": "no" } },
    "both group STAFF",
    { why: "notMember" },
  ],
  [
    "a machine's claim",
    { persona: "partner", client: "partner", grant: "machine" },
    "access claim partner_id",
    { present: true, why: "drawn", value: "p-1" },
  ],
  [
    "a machine's scope",
    { persona: "partner", client: "partner", grant: "machine" },
    "access scope orders/read",
    { present: true, why: "default" },
  ],
];

describe("explainNames", () => {
  it.each(ROWS)("explains %s", (_what, given, row, expected) => {
    const [token, kind, name = ""] = row.split(" ");
    const found = rowsOf(given, [name]).filter((each) => each.token === token && each.kind === kind);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ present: false, ...expected });
  });

  it("tells without names what rules are about and what is on the tokens, each once", () => {
    const rows = rowsOf({}).map(({ token, kind, name }) => `${token} ${kind} ${name}`);
    expect(new Set(rows).size).toBe(rows.length);
    for (const row of [
      "access claim tier",
      "access scope orders/read",
      "id claim email",
      "both group TRIAL",
    ]) {
      expect(rows).toContain(row);
    }
    expect(rows).not.toContain("access claim tenant");
  });

  it("takes a name for what it is the name of, and for a claim where it is nobody's", () => {
    const kinds = (name: string) => rowsOf({}, [name]).map(({ kind, token }) => `${token} ${kind}`);
    expect(kinds("TRIAL")).toEqual(["both group"]);
    expect(kinds("orders/write")).toEqual(["access scope"]);
    expect(kinds("email")).toEqual(["id claim", "access claim", "access scope"]);
    expect(kinds("tenant")).toEqual(["id claim", "access claim"]);
  });

  it("gives no value but those of claims that are there", () => {
    const canary = "canary-c4f1";
    const attributes = { "custom:note": canary, "custom:status": canary };
    const rows = rowsOf({ attributes }).filter(({ present }) => !present);
    expect(rows.length).toBeGreaterThan(5);
    expect(JSON.stringify(rows)).not.toContain(canary);
  });
});

describe("previewFacts", () => {
  it("gives for a persona's facts the tokens of the persona", () => {
    for (const [client, grant] of [
      ["web", "sdk"],
      ["web", "hosted"],
      ["web", "refresh"],
      ["portal", "refresh"],
    ] as const) {
      const known = previewTokens(pool, { persona: personas.ann, client, grant } as PreviewRequest);
      const { facts, eventVersion: version } = known;
      expect(previewFacts(pool, { facts, grant, version })).toEqual(known);
    }
  });
});
