// Is the README true? Its example is this file's, word for word, and its tables name what there is.
import { environments, personas, policy } from "@claimsmith/orders-policy";
import { contract } from "@claimsmith/orders-policy/contract";
import { type IssueOptions, testIssuer } from "@claimsmith/testkit";
import { createVerifier } from "@claimsmith/verifier";
import { guard } from "@claimsmith/verifier/fetch";
import { expect, it } from "vitest";
import manifest from "../package.json" with { type: "json" };
import readme from "../README.md?raw";
import * as testkit from "../src/index.ts";
import itself from "./readme.test.ts?raw";

// The example begins here.
const issuer = await testIssuer({ policy, environment: environments.local });
const verifier = createVerifier(contract, issuer.verifierOptions);
const orders = guard(verifier, { scopes: { all: ["orders/read"] } }, () => Response.json([]));

async function statusFor(options: IssueOptions<typeof policy>): Promise<number> {
  const { accessToken } = await issuer.issue(personas.bob, options);
  const headers = { authorization: `Bearer ${accessToken}` };
  return (await orders(new Request("https://api.example.com/orders", { headers }))).status;
}

it.each([
  [200, {}],
  [401, { defect: "expired" }],
  [403, { defect: { withoutScope: "orders/read" } }],
] as const)("answers %i to %o", async (status, options) => {
  expect(await statusFor(options)).toBe(status);
});
// The example ends here.

it("is the README's example", () => {
  const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""]) => code);
  const [, body = ""] = /begins here\.\n([\s\S]*?)\/\/ The example ends/.exec(itself) ?? [];
  const imports = itself.slice(itself.indexOf("import {"), itself.indexOf("import manifest"));
  expect(blocks).toEqual([`${imports}\n${body}`]);
});

it("names every export that is a value, every defect with its code and every dependency", () => {
  for (const name of Object.keys(testkit)) expect(readme).toContain(`\`${name}\``);
  for (const [name, { code }] of Object.entries(testkit.DEFECTS)) {
    expect(readme).toMatch(new RegExp(`^\\| \`${name}\` +\\| \`${code}\` `, "m"));
  }
  for (const name of Object.keys(manifest.dependencies))
    expect(readme).toMatch(new RegExp(`^\\| \`${name}\``, "m"));
});
