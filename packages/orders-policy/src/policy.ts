// Which claims, scopes and groups do the tokens of the orders pool carry?
import {
  attribute,
  constant,
  definePolicy,
  inGroup,
  is,
  isClient,
  not,
  oneOf,
  ownPolicyHash,
  roleArn,
  setting,
  text,
} from "@claimsmith/claims-policy";

/** The policy of the orders pool. After a change run `pnpm --filter @claimsmith/orders-policy snapshot` and commit policy.json. */
export const policy = definePolicy({
  name: "orders",
  resourceServers: {
    orders: { scopes: { read: "Read orders", write: "Create and change orders" } },
    admin: { scopes: { "*": "All administration" } },
    everyone: { scopes: { "*": "What every signed-in user may do" } },
  },
  groups: {
    ADMINS: { description: "Operators", precedence: 0, role: setting("adminRoleArn") },
    EVERYONE: { description: "All customers", precedence: 10, role: setting("customerRoleArn") },
    TRIAL: { description: "Customers in their trial month", precedence: 20 },
  },
  attributes: {
    company_id: text({ maxLength: 36 }),
    status: oneOf("active", "suspended"),
  },
  settings: {
    partnerId: text({ maxLength: 20 }),
    adminRoleArn: roleArn(),
    customerRoleArn: roleArn(),
  },
  clients: {
    web: {
      kind: "browser",
      scopes: ["openid", "email"],
      signIn: ["srp", "password", "hosted"],
      writes: ["name", "given_name", "family_name", "phone_number", "locale", "zoneinfo"],
      lifetimes: { accessTokenSeconds: 900, idTokenSeconds: 900 },
    },
    partner: { kind: "machine", scopes: ["orders/read"] },
  },
  accessToken: {
    claims: {
      company_id: { from: attribute("custom:company_id"), required: true },
      compliance_level: { from: constant("high"), when: inGroup("ADMINS") },
      // The locale is the user's own word, so handlers find the country under `asserted`.
      country_id: {
        from: attribute("locale").map({ "en-GB": "uk", "de-DE": "de", "fr-FR": "fr" }),
        otherwise: "unknown",
        asserted: true,
      },
      roles: {
        from: constant({ owner: { document_permission: "full_control", invitation_permission: "write" } }),
        when: inGroup("ADMINS"),
      },
      claims_policy: { from: ownPolicyHash() },
    },
    scopes: {
      "admin/*": { clients: ["web"], when: inGroup("ADMINS") },
      "everyone/*": { clients: ["web"], when: inGroup("EVERYONE") },
      "orders/read": { clients: ["web"] },
      "orders/write": { clients: ["web"], when: inGroup("EVERYONE") },
    },
  },
  machineToken: {
    claims: {
      external_partner_id: { from: setting("partnerId"), when: isClient("partner") },
      claims_policy: { from: ownPolicyHash() },
    },
  },
  idToken: {
    suppress: {
      phone_number: {},
      phone_number_verified: {},
      "custom:status": {},
    },
  },
  groupOverride: {
    // An operator is no trial customer, whatever group was forgotten.
    keep: { TRIAL: { when: not(inGroup("ADMINS")) } },
  },
  deny: [{ when: is(attribute("custom:status").or("active"), "suspended"), reason: "account_suspended" }],
  accept: [
    {
      lint: "ADMIN_SCOPE_CARRIED",
      at: "clients.web",
      reason: "it changes a user's own profile and password only: what rules decide by, no client may write",
    },
    {
      lint: "NAME_MAY_BE_TAKEN",
      at: "accessToken.claims.roles",
      reason:
        "the example shows nested roles under their usual name; an object is not the list that RFC 9068 means",
    },
  ],
});
