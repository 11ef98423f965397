// Does each guard demand what it should, and no more? Tokens that lack one scope or group, which the pool itself never issues.
import { environments, personas, policy } from "@claimsmith/orders-policy";
import { contract } from "@claimsmith/orders-policy/contract";
import { type Defect, testIssuer } from "@claimsmith/testkit";
import { createVerifier } from "@claimsmith/verifier";
import { type AppSyncEvent, identityVerifier } from "@claimsmith/verifier/graphql";
import { expect, it } from "vitest";
import { ordersAppSyncHandler } from "../src/app-sync-handler.ts";
import { type RouteName, routes } from "../src/routes.ts";
import { appSyncEvent } from "./events.ts";

const issuer = await testIssuer({ policy, environment: environments.local });
const verifier = createVerifier(contract, issuer.verifierOptions);
const appSync = ordersAppSyncHandler(identityVerifier(contract, issuer.verifierOptions));

type Lack = Extract<Defect<typeof policy>, object>;
const tokenOf = async (name: "alice" | "bob", defect: Lack) =>
  (await issuer.issue(personas[name], { defect })).accessToken;
/** `passes`, or the code of the refusal. */
const outcomeOf = (call: Promise<unknown>) =>
  call.then(
    () => "passes",
    (error: { readonly code?: string; readonly name: string }) => error.code ?? error.name,
  );

it.each<["alice" | "bob", Lack, RouteName, string]>([
  ["bob", { withoutScope: "orders/read" }, "GET /orders", "INSUFFICIENT_SCOPE"],
  ["bob", { withoutScope: "orders/write" }, "GET /orders", "passes"],
  ["bob", { withoutScope: "orders/read" }, "POST /graphql", "INSUFFICIENT_SCOPE"],
  ["bob", { withoutScope: "orders/write" }, "POST /graphql", "passes"],
  ["alice", { withoutScope: "orders/read" }, "POST /graphql", "passes"],
  ["alice", { withoutScope: "admin/*" }, "POST /graphql", "passes"],
  ["alice", { withoutScope: "admin/*" }, "GET /admin/orders", "INSUFFICIENT_SCOPE"],
  ["alice", { withoutScope: "orders/read" }, "GET /admin/orders", "passes"],
])("%s %o at the route %s: %s", async (name, lack, route, outcome) => {
  const requirement = routes[route];
  if (requirement === "public") throw new TypeError("a public route refuses nobody");
  expect(await outcomeOf(verifier.verify(await tokenOf(name, lack), requirement))).toBe(outcome);
});

it.each<["alice" | "bob", Lack, field: string, string]>([
  ["alice", { withoutScope: "orders/read" }, "orders", "INSUFFICIENT_SCOPE"],
  ["alice", { withoutGroup: "ADMINS" }, "orders", "passes"],
  ["alice", { withoutScope: "orders/read" }, "queryWithGroup", "passes"],
  ["alice", { withoutScope: "admin/*" }, "queryWithGroup", "passes"],
  ["alice", { withoutGroup: "ADMINS" }, "queryWithGroup", "INSUFFICIENT_GROUP"],
])("%s %o at the field of AppSync %s: %s", async (name, lack, field, outcome) => {
  const event = appSyncEvent(field, await tokenOf(name, lack)) as AppSyncEvent;
  expect(await outcomeOf(appSync(event))).toBe(outcome);
});
