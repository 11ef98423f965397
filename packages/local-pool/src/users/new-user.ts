// What does a new user look like, by the kind of pool?
import { randomUUID } from "node:crypto";
import type { Pool } from "../cloud/cloud.ts";
import { CognitoError } from "../errors.ts";
import type { AddressAttribute, UserPoolRecord } from "../pools/user-pool.ts";
import { usernameKey } from "./aliases.ts";
import { type Attributes, changedAttributes, checkAttributes, isEmail, isPhoneNumber } from "./attributes.ts";
import { passwordVerifier } from "./srp-verifier.ts";
import type { User, UserStatus } from "./user.ts";

/**
 * A user that is not stored yet. Where people sign in with an address, `name` is the address and the user name proper is the
 * `sub`; elsewhere it is the user name. (AWS: Customizing sign-in attributes)
 * @throws CognitoError InvalidParameterException
 */
export function newUser(
  pool: Pool,
  given: {
    readonly name: string;
    readonly attributes: Attributes;
    readonly status: UserStatus;
    /** Absent for an imported user. */
    readonly password?: string;
  },
): User {
  const sub = randomUUID();
  const kinds = pool.record.settings.UsernameAttributes ?? [];
  const attributes = kinds.length === 0 ? given.attributes : withAddress(kinds, given.name, given.attributes);
  checkAttributes(pool.record, attributes);
  const username = kinds.length === 0 ? usernameKey(pool.record, given.name) : sub;
  if (kinds.length === 0) checkUsername(pool.record, username);
  const nowMs = pool.cloud.clock();
  return {
    username,
    sub,
    attributes: changedAttributes(attributes, {}),
    groups: [],
    status: given.status,
    enabled: true,
    ...(given.password === undefined
      ? {}
      : { password: passwordVerifier({ poolName: pool.name, username }, given.password) }),
    createdAtMs: nowMs,
    modifiedAtMs: nowMs,
  };
}

/** An address that may become an alias is no user name: it would be somebody else's to verify. */
function checkUsername({ settings }: UserPoolRecord, username: string): void {
  if (!/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u.test(username)) {
    throw invalid("expected a Username of 1 to 128 characters without white space");
  }
  for (const [kind, format] of [
    ["email", "email"],
    ["phone_number", "phone number"],
  ] as const) {
    if (settings.AliasAttributes?.includes(kind) && IS_ADDRESS[kind](username)) {
      const alias = format.split(" ")[0];
      throw invalid(
        `Username cannot be of ${format} format, since user pool is configured for ${alias} alias.`,
      );
    }
  }
}

const IS_ADDRESS: Readonly<Record<AddressAttribute, (text: string) => boolean>> = {
  email: isEmail,
  phone_number: isPhoneNumber,
};

function withAddress(kinds: readonly AddressAttribute[], name: string, attributes: Attributes): Attributes {
  const kind = kinds.find((candidate) => IS_ADDRESS[candidate](name));
  if (kind === undefined) {
    throw invalid(`Username should be ${kinds.includes("email") ? "an email" : "a phone number"}.`);
  }
  if (attributes[kind] !== undefined && attributes[kind] !== name) {
    throw invalid(`expected ${kind} to be the Username, or to be left out`);
  }
  return { [kind]: name, ...attributes };
}

function invalid(message: string): CognitoError {
  return new CognitoError("InvalidParameterException", message);
}
