// Does the catalogue say which rule each claim and scope comes from, and what identifies a person?
import { describe, expect, it } from "vitest";
import { attribute, definePolicy, isClient, policySnapshot, text, tokenCatalogue } from "../../src/index.ts";

async function catalogue() {
  const policy = definePolicy({
    name: "people",
    resourceServers: { files: { scopes: { read: "Read files" } } },
    attributes: { seat: text({ maxLength: 8 }) },
    clients: { web: { kind: "browser", scopes: ["openid"], signIn: ["hosted"], writes: ["name"] } },
    accessToken: {
      claims: {
        seat: { from: attribute("custom:seat") },
        contact: { from: attribute("email"), asserted: true, personalData: "letters are sent by it" },
        "a.b": { from: attribute("custom:seat") },
      },
      scopes: { "files/read": { clients: ["web"] } },
    },
    idToken: { suppress: { phone_number: {}, birthdate: { when: isClient("web") } } },
  });
  const { tokens, scopes } = tokenCatalogue(await policySnapshot(policy));
  return { access: tokens[0], id: tokens[1], scopes };
}

describe("the catalogue of tokens", () => {
  it("names the rule of every claim and of every suppression", async () => {
    const { access, id } = await catalogue();
    expect(access?.claims.map(({ rule }) => rule).sort()).toEqual([
      "accessToken.claims.contact",
      "accessToken.claims.seat",
      'accessToken.claims["a.b"]',
    ]);
    expect(id?.suppressed.map(({ rule }) => rule).sort()).toEqual([
      "idToken.suppress.birthdate",
      "idToken.suppress.phone_number",
    ]);
  });

  it("names the rule of a drawn scope, and none where the client's list decides", async () => {
    const { scopes } = await catalogue();
    const grantOf = (name: string) => scopes.find(({ scope }) => scope === name)?.grants[0];
    expect(grantOf("files/read")).toMatchObject({ how: "added", rule: "accessToken.scopes.files/read" });
    expect(grantOf("openid")).toMatchObject({ how: "asked" });
    expect(grantOf("openid")).not.toHaveProperty("rule");
  });

  it("marks what identifies a person, whether Cognito or the policy puts it there", async () => {
    const { access, id } = await catalogue();
    const personal = (rows: readonly { readonly name: string; readonly personal: boolean }[] = []) =>
      rows.filter((row) => row.personal).map(({ name }) => name);
    expect(personal(access?.claims)).toEqual(["contact"]);
    expect(personal(access?.cognitoClaims)).toEqual([]);
    expect(personal(id?.cognitoClaims)).toContain("email");
    expect(personal(id?.cognitoClaims)).not.toContain("locale");
  });
});
