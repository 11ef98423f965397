// The policy that the tests of previews look at: people by the API and by hosted login, a machine, a look-up.
import {
  attribute,
  constant,
  definePersonas,
  definePolicy,
  inGroup,
  is,
  lookedUp,
  lookup,
  metadata,
  setting,
  text,
} from "../../src/index.ts";

export const policy = definePolicy({
  name: "shop",
  resourceServers: { orders: { scopes: { read: "Read orders", write: "Change orders" } } },
  groups: {
    STAFF: { precedence: 0, role: setting("staffRole") },
    TRIAL: { precedence: 1 },
  },
  attributes: { company: text({ maxLength: 36 }), status: text({ maxLength: 9 }) },
  settings: { staffRole: { type: "roleArn" }, partnerId: text({ maxLength: 20 }) },
  lookups: { membership: lookup({ key: "sub", fields: { plan: text({ maxLength: 16 }) } }) },
  clients: {
    web: {
      kind: "browser",
      scopes: ["openid", "email", "profile"],
      signIn: ["srp", "hosted"],
      writes: ["name"],
      reads: ["email", "name", "custom:company", "custom:status"],
      lifetimes: { accessTokenSeconds: 900 },
    },
    portal: { kind: "server", scopes: ["email"], signIn: ["hosted"], writes: ["name"] },
    partner: { kind: "machine", scopes: ["orders/read"] },
  },
  accessToken: {
    claims: {
      company: { from: attribute("custom:company"), required: true },
      level: { from: constant("high"), when: inGroup("STAFF") },
      plan: { from: lookedUp("membership", "plan") },
    },
    scopes: {
      "orders/write": { clients: ["web"], when: inGroup("STAFF") },
      "orders/read": { clients: ["portal"], asked: "required" },
    },
  },
  machineToken: {
    claims: {
      partner_id: { from: setting("partnerId") },
      order: { from: metadata("order", text({ maxLength: 8 })), asserted: true },
    },
  },
  idToken: { suppress: { "custom:status": {} } },
  groupOverride: { drop: { TRIAL: {} } },
  deny: [{ when: is(attribute("custom:status").or("active"), "suspended"), reason: "account_suspended" }],
});

export const personas = definePersonas<typeof policy>({
  ann: {
    kind: "user",
    about: "a person of the shop",
    clients: ["web", "portal"],
    groups: ["STAFF", "TRIAL"],
    attributes: {
      email: "ann@example.com",
      email_verified: "true",
      name: "Ann",
      locale: "en-GB",
      "custom:company": "c-1",
      "custom:status": "active",
    },
    lookups: { membership: { plan: "pro" } },
  },
  ben: {
    kind: "user",
    about: "a person whom the look-up does not find",
    clients: ["web"],
    groups: [],
    attributes: {
      email: "ben@example.com",
      sub: "11111111-1111-4111-8111-111111111111",
      "custom:company": "c-2",
    },
  },
  eve: {
    kind: "user",
    about: "a person whose account is suspended",
    clients: ["web"],
    groups: [],
    attributes: { email: "eve@example.com", "custom:company": "c-3", "custom:status": "suspended" },
  },
  partner: { kind: "machine", about: "a partner", client: "partner", metadata: { order: "o-1" } },
});

export const environment = {
  region: "eu-central-1",
  settings: { staffRole: "arn:aws:iam::111122223333:role/staff", partnerId: "p-1" },
} as const;
