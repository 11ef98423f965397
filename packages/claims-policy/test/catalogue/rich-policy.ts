// A policy whose tokens have a claim of every type, and personas who get them.
import {
  attribute,
  constant,
  definePersonas,
  definePolicy,
  flag,
  groups,
  inGroup,
  integer,
  isClient,
  list,
  lookedUp,
  lookup,
  metadata,
  not,
  oneOf,
  ownPolicyHash,
  type PreviewPool,
  policySnapshot,
  previewPool,
  roleArn,
  setting,
  text,
} from "../../src/index.ts";

export const policy = definePolicy({
  name: "rich",
  resourceServers: { files: { scopes: { read: "Read files | folders", write: "Write files" } } },
  groups: { STAFF: { description: "People of the company" }, GUESTS: {} },
  attributes: { seat: integer({ min: 1, max: 99 }), tier: oneOf("gold", "silver"), vip: flag() },
  settings: { worker: roleArn(), regions: list(oneOf("eu", "us"), { maxCount: 2 }) },
  lookups: { crm: lookup({ key: "sub", fields: { since: integer({ min: 2000, max: 2100 }) } }) },
  clients: {
    web: { kind: "browser", scopes: ["openid", "email"] },
    robot: { kind: "machine", scopes: ["files/read"] },
  },
  accessToken: {
    claims: {
      seat: { from: attribute("custom:seat"), required: true },
      tier: { from: attribute("custom:tier").or("silver"), required: true },
      vip: { from: attribute("custom:vip"), when: inGroup("STAFF") },
      since: { from: lookedUp("crm", "since"), otherwise: "unknown" },
      regions: { from: setting("regions") },
      worker: { from: setting("worker"), when: not(inGroup("GUESTS")) },
      teams: { from: groups() },
      language: { from: attribute("locale").map({ "en-GB": "en", "de-DE": "de" }), asserted: true },
      rights: { from: constant({ files: ["read"], level: 1, all: false }), when: inGroup("STAFF") },
      policy: { from: ownPolicyHash() },
      secret: { from: constant("never seen") },
    },
    suppress: { secret: {} },
    scopes: {
      "files/read": { clients: ["web"], asked: "required", when: inGroup("STAFF") },
      "files/write": { clients: ["web"], when: inGroup("STAFF") },
    },
  },
  machineToken: {
    claims: {
      job: { from: metadata("job", text({ maxLength: 8 })), asserted: true, when: isClient("robot") },
    },
  },
  idToken: {
    claims: { nickname: { from: constant("friend"), when: inGroup("GUESTS") } },
    suppress: { phone_number: {}, birthdate: { when: inGroup("GUESTS") } },
  },
});

export const personas = definePersonas<typeof policy>({
  stella: {
    kind: "user",
    about: "of the staff, with every fact",
    clients: ["web"],
    groups: ["STAFF"],
    attributes: {
      email: "stella@example.com",
      email_verified: "true",
      locale: "de-DE",
      phone_number: "+441632960003",
      nickname: "stel",
      "custom:seat": "7",
      "custom:tier": "gold",
      "custom:vip": "true",
    },
    lookups: { crm: { since: 2019 } },
  },
  gus: {
    kind: "user",
    about: "a guest, with what must be",
    clients: ["web"],
    groups: ["GUESTS"],
    attributes: { email: "gus@example.com", nickname: "g", "custom:seat": "99" },
  },
  robot: { kind: "machine", about: "a machine", client: "robot", metadata: { job: "nightly" } },
});

/** The pool of the policy, with its settings. */
export async function richPool(): Promise<PreviewPool> {
  const worker = "arn:aws:iam::111122223333:role/worker";
  const clients = { web: { callbackUrls: ["https://files.example.com/"] } };
  return previewPool(await policySnapshot(policy), { settings: { worker, regions: ["eu"] }, clients });
}
