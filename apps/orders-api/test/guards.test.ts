// Does each guard demand what it should, and no more? Tokens that lack one scope or group, which the pool itself never issues.
import { environments, personas, policy } from "@claimsmith/orders-policy";
import { contract } from "@claimsmith/orders-policy/contract";
import { type Defect, testIssuer } from "@claimsmith/testkit";
import { createVerifier } from "@claimsmith/verifier";
import { type AppSyncEvent, identityVerifier } from "@claimsmith/verifier/graphql";
import { expect, it } from "vitest";
import { SAMPLE_ORDERS } from "../local/sample-orders.ts";
import { ordersAppSyncHandler } from "../src/app-sync-handler.ts";
import type { Operations } from "../src/operations.ts";
import { type RouteName, routes } from "../src/routes.ts";
import type { Order } from "../src/shapes.ts";
import { appSyncEvent } from "./events.ts";

const [sample] = SAMPLE_ORDERS;
if (sample === undefined) throw new TypeError("expected a sample order");
const issuer = await testIssuer({ policy, environment: environments.local });
const verifier = createVerifier(contract, issuer.verifierOptions);
const appSync = ordersAppSyncHandler({
  identities: identityVerifier(contract, issuer.verifierOptions),
  operations: allPassing(sample),
  write: () => {},
});

/** Operations that anybody passes who gets past the guard. */
function allPassing(order: Order): Operations {
  return {
    list: async () => ({ orders: [order] }),
    listAll: async () => ({ orders: [order] }),
    read: async () => order,
    create: async () => order,
    cancel: async () => order,
    receipt: async () => ({ order, to: { email: "somebody@example.com" } }),
  };
}

type PersonaName = "alice" | "bob" | "partner";
type Lack = Extract<Defect<typeof policy>, object>;
const tokenOf = async (name: PersonaName, defect: Lack) =>
  (await issuer.issue(personas[name], { defect })).accessToken;
/** `passes`, or the code of the refusal. */
const outcomeOf = (call: Promise<unknown>) =>
  call.then(
    () => "passes",
    (error: { readonly code?: string; readonly name: string }) => error.code ?? error.name,
  );

it.each<[PersonaName, Lack, RouteName, string]>([
  ["bob", { withoutScope: "orders/read" }, "GET /orders", "INSUFFICIENT_SCOPE"],
  ["bob", { withoutScope: "orders/write" }, "GET /orders", "passes"],
  ["bob", { withoutScope: "orders/read" }, "POST /graphql", "passes"],
  ["partner", { withoutScope: "orders/read" }, "POST /graphql", "INSUFFICIENT_SCOPE"],
  ["bob", { withoutScope: "orders/write" }, "POST /graphql", "passes"],
  ["alice", { withoutScope: "orders/read" }, "POST /graphql", "passes"],
  ["alice", { withoutScope: "admin/*" }, "POST /graphql", "passes"],
  ["alice", { withoutScope: "admin/*" }, "GET /admin/orders", "INSUFFICIENT_SCOPE"],
  ["alice", { withoutScope: "orders/read" }, "GET /admin/orders", "passes"],
  ["bob", { withoutScope: "orders/write" }, "POST /orders", "INSUFFICIENT_SCOPE"],
  ["bob", { withoutScope: "orders/read" }, "POST /orders", "passes"],
  ["bob", { withoutScope: "orders/write" }, "POST /orders/{id}/cancel", "INSUFFICIENT_SCOPE"],
  ["bob", { withoutScope: "orders/read" }, "POST /orders/{id}/cancel", "passes"],
  ["bob", { withoutScope: "orders/read" }, "GET /orders/{id}", "INSUFFICIENT_SCOPE"],
  ["bob", { withoutScope: "orders/write" }, "GET /orders/{id}", "passes"],
  ["bob", { withoutScope: "orders/read" }, "GET /orders/{id}/receipt", "INSUFFICIENT_SCOPE"],
  ["bob", { withoutScope: "orders/write" }, "GET /orders/{id}/receipt", "passes"],
])("%s %o at the route %s: %s", async (name, lack, route, outcome) => {
  const requirement = routes[route];
  if (requirement === "public") throw new TypeError("a public route refuses nobody");
  expect(await outcomeOf(verifier.verify(await tokenOf(name, lack), requirement))).toBe(outcome);
});

it.each<[PersonaName, Lack, field: string, string]>([
  ["alice", { withoutScope: "orders/read" }, "orders", "INSUFFICIENT_SCOPE"],
  ["alice", { withoutGroup: "ADMINS" }, "orders", "passes"],
  ["alice", { withoutScope: "orders/read" }, "queryWithGroup", "passes"],
  ["alice", { withoutScope: "admin/*" }, "queryWithGroup", "passes"],
  ["alice", { withoutGroup: "ADMINS" }, "queryWithGroup", "INSUFFICIENT_GROUP"],
  ["alice", { withoutScope: "orders/read" }, "order", "INSUFFICIENT_SCOPE"],
  ["alice", { withoutScope: "orders/write" }, "order", "passes"],
  ["alice", { withoutScope: "orders/read" }, "receipt", "INSUFFICIENT_SCOPE"],
  ["alice", { withoutScope: "orders/write" }, "receipt", "passes"],
  ["alice", { withoutScope: "admin/*" }, "allOrders", "INSUFFICIENT_SCOPE"],
  ["alice", { withoutGroup: "ADMINS" }, "allOrders", "passes"],
  ["alice", { withoutScope: "orders/write" }, "createOrder", "INSUFFICIENT_SCOPE"],
  ["alice", { withoutScope: "orders/read" }, "createOrder", "passes"],
  ["alice", { withoutScope: "orders/write" }, "cancelOrder", "INSUFFICIENT_SCOPE"],
  ["alice", { withoutScope: "orders/read" }, "cancelOrder", "passes"],
])("%s %o at the field of AppSync %s: %s", async (name, lack, field, outcome) => {
  const event = appSyncEvent(field, await tokenOf(name, lack)) as AppSyncEvent;
  expect(await outcomeOf(appSync(event))).toBe(outcome);
});
