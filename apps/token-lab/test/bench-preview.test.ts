// Does the bench show the tokens that the policy makes, and why?
import { policySnapshot, previewPool, previewTokens } from "@claimsmith/claims-policy";
import { describe, expect, it } from "vitest";
import { type BenchForm, startForm, type Who, withWho } from "../src/bench/bench-form.ts";
import { benchPreview, type ShownPreview } from "../src/bench/bench-preview.ts";
import { lackingSettings } from "../src/bench/bench-settings.ts";
import { explanationSections } from "../src/bench/explanation-sections.ts";
import { summaryOf, tokenTable } from "../src/bench/token-rows.ts";
import { HERE, PEOPLE, SHOP } from "./bench-shop.ts";

const snapshot = await policySnapshot(SHOP);
const ann = startForm(PEOPLE);
const of = (form: BenchForm, environment: object = HERE) => benchPreview({ form, snapshot, environment });

function shownOf(form: BenchForm): ShownPreview {
  const result = of(form);
  if (result.status !== "shown") throw new TypeError(`expected a preview, it is ${result.status}`);
  return result;
}

const withFacts = (more: Partial<BenchForm["facts"]>): BenchForm => ({
  ...ann,
  facts: { ...ann.facts, ...more },
});
const withPlan = (plan: string) =>
  withFacts({ attributes: { ...ann.facts.attributes, "custom:plan": plan } });

describe("a preview on the bench", () => {
  it("is that of the persona, where nothing was changed", () => {
    const settings = { shopId: "s-1" };
    const pool = previewPool(snapshot, { ...HERE, settings });
    const direct = previewTokens(pool, { persona: PEOPLE.ann ?? neverThere(), client: "web", grant: "sdk" });
    expect(shownOf(ann).preview).toEqual(direct);
    expect(shownOf(ann).issues).toEqual([]);
  });

  it("asks for scopes where these can be asked for, and only for those that may be", () => {
    const hosted = { ...ann, grant: "hosted", scopes: ["openid", "orders/read"] } as const;
    expect(shownOf(hosted).scopes).toEqual(["openid", "email"]);
    expect(shownOf(hosted).preview.facts.scopes).toEqual(["openid"]);
    expect(shownOf({ ...hosted, scopes: [] }).preview.facts.scopes).toEqual(["openid", "email"]);
    expect(shownOf({ ...hosted, grant: "sdk" }).scopes).toEqual([]);
  });

  it.each([
    ["found", { seats: "4" }, { outcome: "issue", accessToken: { claims: { seats: 4 } } }],
    ["found", { seats: "many" }, { outcome: "issue", leftOut: [{ why: "FACT_INVALID", name: "seats" }] }],
    ["missing", {}, { outcome: "issue", leftOut: [] }],
    ["failed", {}, { outcome: "refuse", code: "LOOKUP_FAILED" }],
  ] as const)("takes the answer of a look-up: %s %j", (answer, fields, decision) => {
    const form = withFacts({ lookups: { membership: { answer, fields } } });
    expect(shownOf(form).preview.explanation.decision).toMatchObject(decision);
  });

  it.each([
    ["persona:robot", { order: "o-1" }],
    ["machine", {}],
  ] as const)("gives %s an access token alone", (who: Who, claims) => {
    const { preview } = shownOf(withWho(ann, who, PEOPLE));
    expect(preview.before.idToken).toBeUndefined();
    expect(preview.explanation.decision).toMatchObject({ accessToken: { claims } });
    expect(tokenTable(preview, "id")).toBeUndefined();
  });

  it.each([
    ["free", { code: "DENIED", reason: "plan_too_small", rule: "deny[0]" }],
    ["", { code: "REQUIRED_CLAIM_MISSING", rule: "accessToken.claims.plan" }],
    ["huge", { code: "FACT_INVALID" }],
  ])("refuses the plan %j as the policy does", (plan, refusal) => {
    expect(shownOf(withPlan(plan)).preview.explanation.decision).toMatchObject({
      outcome: "refuse",
      ...refusal,
    });
  });

  it("says of facts that no pool would store them, and previews them all the same", () => {
    const { issues, preview } = shownOf(withFacts({ attributes: { email: "", "custom:plan": "pro" } }));
    expect(issues).toMatchObject([{ code: "ATTRIBUTE_INVALID", path: "attributes.email" }]);
    expect(preview.after).toBeDefined();
  });

  it("lists the settings that the environment lacks, and takes them by hand", () => {
    expect(lackingSettings(SHOP, HERE)).toEqual([]);
    expect(lackingSettings(SHOP, {})).toMatchObject([{ name: "shopId" }]);
    expect(of(ann, {})).toMatchObject({ status: "impossible", issues: [{ code: "SETTING_MISSING" }] });
    expect(of({ ...ann, settings: { shopId: "by hand" } }, {})).toMatchObject({
      status: "shown",
      preview: { after: { accessToken: { claims: { shop: "by hand" } } } },
    });
  });

  it("says where the policy has no client of the kind", () => {
    const { web, portal, ...clients } = SHOP.clients;
    const only = { ...snapshot, policy: { ...SHOP, clients } };
    expect(benchPreview({ form: ann, snapshot: only, environment: HERE })).toEqual({ status: "noClient" });
  });
});

describe("the table of a token", () => {
  const { preview } = shownOf(ann);

  it("marks what was added, taken off and stays, changes first", () => {
    const rows = (token: "id" | "access") =>
      tokenTable(preview, token)?.rows.map(({ kind, name, change }) => [change, kind, name].join(" "));
    expect(rows("access")).toEqual([
      "added claim level",
      "added claim plan",
      "added claim seats",
      "added claim shop",
      "added scope orders/write",
      "same claim cognito:groups",
      "same claim token_use",
      "same scope aws.cognito.signin.user.admin",
    ]);
    expect(rows("id")?.[0]).toBe("removed claim phone_number");
  });

  it("tells values before and after, and bytes", () => {
    const table = tokenTable(preview, "access");
    expect(table?.rows[0]).toEqual({ kind: "claim", name: "level", change: "added", after: '"high"' });
    expect(table?.rows.at(-1)).toMatchObject({ before: "granted", after: "granted" });
    expect(table?.beforeBytes).toBe(preview.before.accessToken.size.tokenBytes);
    expect(table?.afterBytes).toBe(preview.after?.accessToken.size.tokenBytes);
    expect(table?.madeUp).toContain("iat");
  });

  it("has nothing after where the policy refuses", () => {
    const refused = shownOf(withPlan("free")).preview;
    const table = tokenTable(refused, "access");
    expect(table?.afterBytes).toBeUndefined();
    expect(table?.rows.every(({ change }) => change === "same")).toBe(true);
    expect(summaryOf(refused)).toContain("plan_too_small");
  });

  it("has another summary for other tokens", () => {
    expect(summaryOf(shownOf(withFacts({ groups: [] })).preview)).not.toBe(summaryOf(preview));
  });
});

describe("the explanation", () => {
  it("tells each line once, with its rule, and Cognito's own in one go", () => {
    const sections = explanationSections(shownOf(withFacts({ groups: ["TRIAL"] })));
    const lines = sections.flatMap(({ lines }) => lines);
    expect(lines.find(({ name }) => name === "level")).toMatchObject({ present: false });
    expect(lines.find(({ name }) => name === "level")?.why).toContain("accessToken.claims.level");
    expect(lines.find(({ name }) => name === "plan")).toMatchObject({ present: true });
    expect(lines.find(({ name }) => name === "TRIAL")).toMatchObject({ present: true });
    expect(sections.map(({ own }) => own.includes("iat"))).toEqual([true, true, false, false]);
  });
});

function neverThere(): never {
  throw new TypeError("no such persona");
}
