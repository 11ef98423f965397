// How does a code reach a user? It is stored with the user first; then it lies in the outbox and stands in the log.
import type { Pool } from "../cloud/cloud.ts";
import { type CodePurpose, codesWith, newCode } from "../users/codes.ts";
import { type CodeDeliveryDetails, type Contact, deliveryDetails, MEDIUM } from "../users/contacts.ts";
import type { Delivery } from "../users/outbox.ts";
import type { User } from "../users/user.ts";
import { changeUser } from "./lookup.ts";

/**
 * Sends a user a new code, and changes the user in the same write.
 * @throws CognitoError UserNotFoundException
 */
export async function sendCode(
  pool: Pool,
  username: string,
  message: { readonly purpose: CodePurpose; readonly contact: Contact; readonly change?: Partial<User> },
): Promise<CodeDeliveryDetails> {
  const { purpose, contact, change = {} } = message;
  const code = newCode(pool, purpose, contact);
  await changeUser(pool, username, (user) => ({ ...change, codes: codesWith(user, purpose, code) }));
  return deliver(pool, username, { purpose, contact, code: code.code });
}

/** Puts a message into the outbox. What it says must be stored by now. */
export function deliver(
  pool: Pool,
  username: string,
  message: {
    readonly purpose: Delivery["purpose"];
    readonly contact: Contact;
    readonly code: string;
  },
): CodeDeliveryDetails {
  const { purpose, contact, code } = message;
  pool.cloud.outbox.add({
    userPoolId: pool.userPoolId,
    username,
    destination: contact.destination,
    medium: MEDIUM[contact.attribute],
    purpose,
    code,
    atMs: pool.cloud.clock(),
  });
  return deliveryDetails(contact);
}
