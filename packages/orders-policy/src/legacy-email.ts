// The policy of an older pool, whose clients still read the ID token: it fits event version V1_0 and the feature plan LITE.
import { attribute, constant, definePolicy, inGroup } from "@claimsmith/claims-policy";

/** Adds a contact address to the ID token and takes the user's e-mail off it: what V1 triggers are most often written for. */
export const legacyEmail = definePolicy({
  name: "legacy-email",
  groups: {
    MEMBERS: { description: "Members of the shop", precedence: 0 },
    NEWSLETTER: { description: "Readers of the newsletter" },
  },
  clients: {
    shop: { kind: "browser", scopes: ["openid", "email"], signIn: ["srp", "password", "hosted"] },
  },
  idToken: {
    claims: {
      // The user can change the e-mail of the account, so whoever reads this must not decide by it.
      contact_email: { from: attribute("email"), asserted: true },
      membership: { from: constant("shop"), when: inGroup("MEMBERS") },
    },
    suppress: { email: {}, email_verified: {} },
  },
  groupOverride: {
    drop: { NEWSLETTER: {} },
  },
  accept: [
    {
      lint: "AUTHORISATION_ON_ID_TOKEN_ONLY",
      at: "idToken.claims.membership",
      reason: "events of version 1 put claims on the ID token alone",
    },
    {
      lint: "ADMIN_SCOPE_CARRIED",
      at: "clients.shop",
      reason: "a trigger of version 1 can withhold no scope",
    },
  ],
});
