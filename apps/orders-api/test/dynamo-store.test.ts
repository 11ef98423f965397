// Does the storage keep what must not be lost, and say what it cannot do?
import { environments, personas, policy } from "@claimsmith/orders-policy";
import { contract } from "@claimsmith/orders-policy/contract";
import { testIssuer } from "@claimsmith/testkit";
import { createVerifier } from "@claimsmith/verifier";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type LocalTable, openLocalTable } from "../local/local-table.ts";
import { SAMPLE_ORDERS } from "../local/sample-orders.ts";
import { dynamoStore } from "../src/dynamo-store.ts";
import { orderOperations } from "../src/operations.ts";

let table: LocalTable;

beforeAll(async () => {
  // The SDK runs on this Node for now and says so in every test file.
  vi.stubEnv("AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED", "true");
  table = await openLocalTable(SAMPLE_ORDERS);
  for (const [name, value] of Object.entries(table.environment)) vi.stubEnv(name, value);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await table.close();
});

const [ofAlice, ofBob, cancelled] = SAMPLE_ORDERS;
if (ofAlice === undefined || ofBob === undefined || cancelled === undefined)
  throw new TypeError("expected three sample orders");
const storeOf = (tableName = table.environment.ORDERS_TABLE ?? "") => dynamoStore({ tableName });

it("keeps an order that is there, whatever is put under its id", async () => {
  const store = storeOf();
  await expect(store.put({ ...ofBob, item: "another" })).rejects.toMatchObject({
    code: "ORDER_EXISTS",
    status: 409,
  });
  expect(await store.get(ofBob)).toEqual(ofBob);
});

it("finds an order under its own company alone", async () => {
  expect(await storeOf().get({ companyId: ofBob.companyId, id: ofAlice.id })).toBeUndefined();
});

it("cancels no order that is not open, and makes none", async () => {
  const store = storeOf();
  const now = "2026-02-21T15:00:00.000Z";
  expect(await store.cancel(cancelled, now)).toBeUndefined();
  expect(await store.get(cancelled)).toEqual(cancelled);
  const nowhere = { companyId: ofBob.companyId, id: ofAlice.id };
  expect(await store.cancel(nowhere, now)).toBeUndefined();
  expect(await store.get(nowhere)).toBeUndefined();
});

it("says that it cannot be reached where there is no such table, and names the error alone", async () => {
  const failure = await storeOf("no-such-table")
    .get(ofBob)
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: "STORAGE_UNAVAILABLE",
    status: 503,
    cause: { name: "ResourceNotFoundException" },
  });
  expect(`${failure} ${JSON.stringify(failure)}`).not.toContain("no-such-table");
});

it("gives no receipt to somebody without an address", async () => {
  const issuer = await testIssuer({ policy, environment: environments.local });
  const { accessToken } = await issuer.issue(personas.bob);
  const caller = await createVerifier(contract, issuer.verifierOptions).verify(accessToken, { kind: "user" });
  const fetchProfile = async () => ({ sub: caller.sub, attributes: { name: "Bob Brandt" } });
  const operations = orderOperations({ store: storeOf(), fetchProfile });
  await expect(operations.receipt(caller, ofBob.id)).rejects.toMatchObject({
    code: "EMAIL_MISSING",
    status: 409,
  });
});
