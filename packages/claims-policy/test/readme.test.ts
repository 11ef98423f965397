// Is the README's example true? It is this file's, word for word.
import {
  type AccessTokenClaims,
  attribute,
  constant,
  definePolicy,
  evaluate,
  inGroup,
  is,
  oneOf,
  text,
} from "@claimsmith/claims-policy";
import { expect, it } from "vitest";
import readme from "../README.md?raw";
import itself from "./readme.test.ts?raw";

// The example begins here.
export const policy = definePolicy({
  name: "shop",
  resourceServers: { orders: { scopes: { read: "Read orders", write: "Change orders" } } },
  groups: { STAFF: { description: "People of the shop", precedence: 0 } },
  attributes: { company: text({ maxLength: 36 }), status: oneOf("active", "suspended") },
  clients: { web: { kind: "browser", scopes: ["openid", "email"] } },
  accessToken: {
    claims: {
      company: { from: attribute("custom:company"), required: true },
      level: { from: constant("high"), when: inGroup("STAFF") },
    },
    scopes: { "orders/write": { clients: ["web"], when: inGroup("STAFF") } },
  },
  deny: [{ when: is(attribute("custom:status").or("active"), "suspended"), reason: "account_suspended" }],
});

const decision = evaluate(policy, {
  kind: "user",
  client: "web",
  scopes: ["openid"],
  groups: ["STAFF"],
  attributes: { sub: "u-1", "custom:company": "c-7" },
});
// decision.outcome is "issue"; decision.accessToken is
// { claims: { company: "c-7", level: "high" }, suppress: [], scopesToAdd: ["orders/write"], scopesToSuppress: [] }

/** What an API reads, with the types that follow from the policy. */
export function companyOf(token: AccessTokenClaims<typeof policy>): string | undefined {
  return token.kind === "user" ? token.claims.company : undefined;
}
// The example ends here.

it("decides as the README says", () => {
  expect(decision).toMatchObject({
    outcome: "issue",
    accessToken: {
      claims: { company: "c-7", level: "high" },
      suppress: [],
      scopesToAdd: ["orders/write"],
      scopesToSuppress: [],
    },
  });
});

it("is the README's example", () => {
  const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""]) => code);
  const [, body = ""] = /begins here\.\n([\s\S]*?)\/\/ The example ends/.exec(itself) ?? [];
  const imports = itself.slice(itself.indexOf("import {"), itself.indexOf("import { expect"));
  // The second is that of test/environments.
  expect(blocks).toHaveLength(2);
  expect(blocks[0]).toBe(`${imports}\n${body}`);
});
