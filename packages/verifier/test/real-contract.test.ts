// Does the verifier take the contract that a real policy gives, also after it has been a JSON file?
import { attribute, definePolicy, policySnapshot, text, tokenContract } from "@claimsmith/claims-policy";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createVerifier } from "../src/index.ts";
import { JWKS, NOW_MS, tokenWith, USER_POOL_ID } from "./issuer.ts";

const policy = definePolicy({
  name: "orders",
  resourceServers: { orders: { scopes: { read: "Read orders" } } },
  groups: { EVERYONE: {} },
  attributes: { company_id: text({ maxLength: 36 }) },
  clients: { web: { kind: "browser", scopes: ["openid"] } },
  accessToken: {
    claims: { company_id: { from: attribute("custom:company_id"), required: true } },
    scopes: { "orders/read": { clients: ["web"] } },
  },
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW_MS });
});
afterEach(() => {
  vi.useRealTimers();
});

test("a contract made by tokenContract verifies tokens, and its types reach the principal", async () => {
  const made = tokenContract<typeof policy>(await policySnapshot(policy));
  const contract: typeof made = JSON.parse(JSON.stringify(made));
  const options = { userPoolId: USER_POOL_ID, clients: { web: "7syntheticclient0webapp" }, jwks: JWKS };
  const verifier = createVerifier(contract, options);
  const principal = await verifier.verify(tokenWith(), { scopes: { all: ["orders/read"] }, kind: "user" });
  const companyId: string = principal.claims.company_id;
  expect(companyId).toBe("acme");
  await expect(verifier.verify(tokenWith({ remove: "company_id" }))).rejects.toMatchObject({
    claim: "company_id",
  });
});
