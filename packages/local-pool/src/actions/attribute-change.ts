// What happens when attributes change? An address that the pool verifies by itself gets a code.
import type { Pool } from "../cloud/cloud.ts";
import type { AddressAttribute } from "../pools/user-pool.ts";
import { type Attributes, changedAttributes, checkAttributes } from "../users/attributes.ts";
import { codesWith, newCode, type SentCode, VERIFICATION } from "../users/codes.ts";
import type { CodeDeliveryDetails } from "../users/contacts.ts";
import type { User } from "../users/user.ts";
import { deliver } from "./code-delivery.ts";
import { changeUser } from "./lookup.ts";

/**
 * Changes attributes, and sends codes for new addresses. Where the pool wants them verified first, the old address stays until
 * then. (AWS: Verifying when users change their email or phone number)
 * @throws CognitoError InvalidParameterException, AliasExistsException, UserNotFoundException
 */
export async function changeAttributes(
  pool: Pool,
  username: string,
  change: Attributes,
): Promise<readonly CodeDeliveryDetails[]> {
  let sent: readonly SentCode[] = [];
  await changeUser(pool, username, (user) => {
    checkAttributes(pool.record, change, user.attributes);
    sent = newAddresses(pool, user, change).map((attribute) => codeFor(pool, attribute, change));
    const kept = sent.filter(({ pending }) => pending).map(({ attribute }) => attribute as string);
    const now = Object.fromEntries(Object.entries(change).filter(([name]) => !kept.includes(name)));
    return { attributes: changedAttributes(user.attributes, now), codes: withCodes(user, sent) };
  });
  return sent.map((contact) =>
    deliver(pool, username, { purpose: VERIFICATION[contact.attribute], contact, code: contact.code }),
  );
}

function codeFor(pool: Pool, attribute: AddressAttribute, change: Attributes): SentCode {
  const contact = { attribute, destination: change[attribute] ?? "" };
  const code = newCode(pool, VERIFICATION[attribute], contact);
  return mustBeVerifiedFirst(pool, attribute) ? { ...code, pending: true } : code;
}

/** Those that are new, not verified by the same change, and of a kind that the pool verifies by itself. */
function newAddresses(
  { record }: Pool,
  { attributes }: User,
  change: Attributes,
): readonly AddressAttribute[] {
  return (record.settings.AutoVerifiedAttributes ?? []).filter(
    (name) =>
      Boolean(change[name]) && change[name] !== attributes[name] && change[`${name}_verified`] !== "true",
  );
}

function mustBeVerifiedFirst({ record }: Pool, name: AddressAttribute): boolean {
  const setting = record.settings.UserAttributeUpdateSettings as
    | { readonly AttributesRequireVerificationBeforeUpdate?: readonly string[] }
    | undefined;
  return setting?.AttributesRequireVerificationBeforeUpdate?.includes(name) ?? false;
}

function withCodes(user: User, sent: readonly SentCode[]): NonNullable<User["codes"]> {
  return sent.reduce(
    (codes, code) => codesWith({ ...user, codes }, VERIFICATION[code.attribute], code),
    user.codes ?? {},
  );
}
