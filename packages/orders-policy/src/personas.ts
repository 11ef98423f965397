// Who are the example people and machines that previews, plans, tests and the demo use?
import { definePersonas } from "@claimsmith/claims-policy";
import type { policy } from "./policy.ts";

/** The personas of the orders policy. */
export const personas = definePersonas<typeof policy>({
  alice: {
    kind: "user",
    about: "an operator, and a customer like everyone",
    clients: ["web"],
    groups: ["ADMINS", "EVERYONE"],
    attributes: {
      email: "alice@example.com",
      email_verified: "true",
      name: "Alice Ashford",
      phone_number: "+441632960001",
      phone_number_verified: "true",
      locale: "en-GB",
      "custom:company_id": "c-1001",
      "custom:status": "active",
    },
  },
  bob: {
    kind: "user",
    about: "a customer",
    clients: ["web"],
    groups: ["EVERYONE"],
    attributes: {
      email: "bob@example.com",
      email_verified: "true",
      name: "Bob Brandt",
      locale: "de-DE",
      "custom:company_id": "c-1002",
    },
  },
  carol: {
    kind: "user",
    about: "a customer whose account is suspended",
    clients: ["web"],
    groups: ["EVERYONE"],
    attributes: {
      email: "carol@example.com",
      email_verified: "true",
      name: "Carol Costa",
      "custom:company_id": "c-1003",
      "custom:status": "suspended",
    },
  },
  partner: { kind: "machine", about: "the machine of a partner company", client: "partner" },
});
