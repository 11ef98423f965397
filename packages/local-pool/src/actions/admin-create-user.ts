// AdminCreateUser: how does an administrator make a user? No message is sent: whoever needs the password gives it.
import { randomUUID } from "node:crypto";
import { CognitoError } from "../errors.ts";
import { newOpaqueToken } from "../pool/identifiers.ts";
import { changedAttributes, checkAttributes, isEmail } from "../users/attributes.ts";
import { passwordProblem } from "../users/password-policy.ts";
import { passwordVerifier } from "../users/srp-verifier.ts";
import type { Action, ActionInput } from "./action.ts";
import { describedUser } from "./described-user.ts";
import { asAttributeList, attributeList, optionalText, text } from "./input.ts";
import { checkUserPool } from "./lookup.ts";

/** `Username` is the e-mail address; the user name proper is a generated UUID. A password that is not given is known to nobody. */
export const adminCreateUser: Action = async (pool, input) => {
  checkUserPool(pool, input);
  if (optionalText(input, "MessageAction") === "RESEND") {
    throw new CognitoError("UnsupportedOperationException", "the local pool sends no message to send again");
  }
  const attributes = newAttributes(input);
  checkAttributes(pool.blueprint, attributes);
  const username = randomUUID();
  const nowMs = pool.clock();
  const added = await pool.store.addUser({
    username,
    attributes: changedAttributes(attributes, {}),
    groups: [],
    status: "FORCE_CHANGE_PASSWORD",
    password: passwordVerifier({ poolName: pool.name, username }, temporaryPassword(input)),
    createdAtMs: nowMs,
    modifiedAtMs: nowMs,
  });
  if (typeof added === "string") {
    throw new CognitoError("UsernameExistsException", "An account with the given email already exists.");
  }
  return { User: { Attributes: asAttributeList(added.username, added.attributes), ...describedUser(added) } };
};

function newAttributes(input: ActionInput): Readonly<Record<string, string>> {
  const email = text(input, "Username");
  if (!isEmail(email)) throw new CognitoError("InvalidParameterException", "Username should be an email.");
  const attributes = attributeList(input, "UserAttributes");
  if (attributes.email !== undefined && attributes.email !== email) {
    throw new CognitoError(
      "InvalidParameterException",
      "expected email to be the Username, or to be left out",
    );
  }
  return { email, ...attributes };
}

function temporaryPassword(input: ActionInput): string {
  const given = optionalText(input, "TemporaryPassword");
  const problem = given === undefined ? undefined : passwordProblem(given);
  if (problem !== undefined) {
    throw new CognitoError("InvalidPasswordException", `Password did not conform with policy: ${problem}`);
  }
  return given ?? newOpaqueToken();
}
