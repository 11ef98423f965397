// Which pool do the policies need? Above all: what may a client ask for, and what may it write?
import { poolBlueprint } from "@claimsmith/claims-policy";
import type { ClientBlueprint, PoolBlueprint } from "@claimsmith/cognito-model";
import { describe, expect, it } from "vitest";
import { environments, legacyEmail, policy } from "../src/index.ts";

const orders = poolBlueprint(policy, environments.local);
const legacy = poolBlueprint(legacyEmail);

function clientOf({ clients }: PoolBlueprint, name: string): ClientBlueprint {
  const client = clients.find((each) => each.name === name);
  if (client === undefined) throw new TypeError(`no client is called ${name}`);
  return client;
}

describe("the orders pool", () => {
  it("has a browser client that can ask for no scope that groups give", () => {
    expect(clientOf(orders, "web")).toMatchObject({
      kind: "user",
      generateSecret: false,
      allowedOAuthScopes: ["openid", "email"],
      allowedOAuthFlows: ["code"],
      explicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      callbackUrls: ["http://localhost:5173/"],
      logoutUrls: ["http://localhost:5173/"],
      identityProviders: ["COGNITO"],
    });
  });

  it("lets the browser client write what a person may say of themselves, nothing that decides", () => {
    expect(clientOf(orders, "web").writeAttributes).toEqual([
      "name",
      "given_name",
      "family_name",
      "phone_number",
      "locale",
      "zoneinfo",
    ]);
  });

  it("has short-lived tokens for people", () => {
    expect(clientOf(orders, "web").lifetimes).toMatchObject({ accessTokenSeconds: 900, idTokenSeconds: 900 });
  });

  it("has a machine client with a secret, its own scope and no way to sign a person in", () => {
    expect(clientOf(orders, "partner")).toMatchObject({
      kind: "machine",
      generateSecret: true,
      allowedOAuthScopes: ["orders/read"],
      allowedOAuthFlows: ["client_credentials"],
      explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
      callbackUrls: [],
      identityProviders: [],
    });
  });

  it.each(orders.clients)(
    "lets the client $name write no custom attribute, by a list that is not empty",
    (client) => {
      expect(client.writeAttributes.length).toBeGreaterThan(0);
      expect(client.writeAttributes.filter((name) => name.startsWith("custom:"))).toEqual([]);
    },
  );

  it("has the attributes, groups and scopes of the policy", () => {
    expect(orders.attributes.map(({ name }) => name)).toEqual(["company_id", "status"]);
    expect(orders.groups.map(({ name, roleArn }) => [name, roleArn])).toEqual([
      ["ADMINS", environments.local.settings.adminRoleArn],
      ["EVERYONE", environments.local.settings.customerRoleArn],
      ["TRIAL", undefined],
    ]);
    const scopes = orders.resourceServers.flatMap(({ identifier, scopes: own }) =>
      own.map(({ name }) => `${identifier}/${name}`),
    );
    expect(scopes.sort()).toEqual(["admin/*", "everyone/*", "orders/read", "orders/write"]);
  });

  it("is configured for events of version 3", () => {
    expect(orders.trigger).toEqual({ eventVersion: "V3_0", lowestPlan: "ESSENTIALS" });
  });
});

describe("the pool of the older policy", () => {
  it("has one client, without managed login where no address is given for it", () => {
    expect(legacy.clients.map(({ name }) => name)).toEqual(["shop"]);
    expect(clientOf(legacy, "shop")).toMatchObject({
      kind: "user",
      generateSecret: false,
      allowedOAuthScopes: ["openid", "email"],
      allowedOAuthFlows: [],
    });
  });

  it("is configured for events of version 1, which the lowest plan has", () => {
    expect(legacy.trigger).toEqual({ eventVersion: "V1_0", lowestPlan: "LITE" });
  });
});
