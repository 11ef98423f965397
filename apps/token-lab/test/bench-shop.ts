// Which policy and people do the tests of the bench use? One with everything that a form can give.
import {
  attribute,
  constant,
  definePersonas,
  definePolicy,
  inGroup,
  integer,
  is,
  lookedUp,
  lookup,
  metadata,
  oneOf,
  setting,
  text,
} from "@claimsmith/claims-policy";

/** A shop with people, a machine, a look-up and a setting. */
export const SHOP = definePolicy({
  name: "shop",
  resourceServers: { orders: { scopes: { read: "Read orders", write: "Change orders" } } },
  groups: { STAFF: { precedence: 0 }, TRIAL: { precedence: 1 } },
  attributes: { plan: oneOf("free", "pro") },
  settings: { shopId: text({ maxLength: 20 }) },
  lookups: { membership: lookup({ key: "sub", fields: { seats: integer({ min: 0, max: 9 }) } }) },
  clients: {
    web: { kind: "browser", scopes: ["openid", "email"], writes: ["name"] },
    portal: { kind: "server", scopes: ["openid", "email"], signIn: ["hosted"], writes: ["name"] },
    robot: { kind: "machine", scopes: ["orders/read"] },
  },
  accessToken: {
    claims: {
      plan: { from: attribute("custom:plan"), required: true },
      level: { from: constant("high"), when: inGroup("STAFF") },
      seats: { from: lookedUp("membership", "seats") },
      shop: { from: setting("shopId") },
    },
    scopes: { "orders/write": { clients: ["web"], when: inGroup("STAFF") } },
  },
  machineToken: { claims: { order: { from: metadata("order", text({ maxLength: 8 })), asserted: true } } },
  idToken: {
    claims: { language: { from: attribute("locale"), asserted: true } },
    suppress: { phone_number: {} },
  },
  deny: [{ when: is(attribute("custom:plan").or("pro"), "free"), reason: "plan_too_small" }],
});

/** A person whom the policy lets in, and a machine. */
export const PEOPLE = definePersonas<typeof SHOP>({
  ann: {
    kind: "user",
    about: "staff of the shop",
    clients: ["web"],
    groups: ["STAFF"],
    attributes: { email: "ann@example.com", "custom:plan": "pro", phone_number: "+441632960001" },
    lookups: { membership: { seats: 3 } },
  },
  robot: { kind: "machine", about: "a robot", client: "robot", metadata: { order: "o-1" } },
});

/** An environment that has the setting, and another one that the policy does not know. */
export const HERE = {
  region: "eu-west-1",
  settings: { shopId: "s-1", other: "x" },
  clients: { web: { callbackUrls: ["https://shop.example.com/"] }, gone: { callbackUrls: [] } },
} as const;
