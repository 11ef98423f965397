// Which claims and scopes do the tokens of the shop carry?
import { attribute, definePersonas, definePolicy, inGroup, text } from "@claimsmith/claims-policy";

/** The policy of the shop. */
export const policy = definePolicy({
  name: "shop",
  resourceServers: { orders: { scopes: { read: "Read orders", write: "Change orders" } } },
  groups: { STAFF: { description: "People of the shop", precedence: 0 } },
  attributes: { company: text({ maxLength: 36 }) },
  clients: {
    web: { kind: "browser", scopes: ["openid"], signIn: ["password"], writes: ["name"] },
    robot: { kind: "machine", scopes: ["orders/read"] },
  },
  accessToken: {
    claims: { company: { from: attribute("custom:company"), required: true } },
    scopes: {
      "orders/read": { clients: ["web"] },
      "orders/write": { clients: ["web"], when: inGroup("STAFF") },
    },
    withhold: { "aws.cognito.signin.user.admin": { clients: ["web"] } },
  },
});

/** Who gets tokens in previews, tests and on this machine. */
export const personas = definePersonas<typeof policy>({
  pat: {
    kind: "user",
    about: "one of the staff",
    clients: ["web"],
    groups: ["STAFF"],
    attributes: { email: "pat@example.com", "custom:company": "c-7" },
  },
  kim: {
    kind: "user",
    about: "a customer",
    clients: ["web"],
    groups: [],
    attributes: { email: "kim@example.com", "custom:company": "c-8" },
  },
  robot: { kind: "machine", about: "the machine that packs", client: "robot" },
});
