// Whose token is it, a user's or a machine's, and does its client sign in that kind?
import type { AccessTokenPayload } from "../../payload.ts";
import type { PrincipalKind } from "../../token-rules.ts";
import type { Check } from "./check.ts";

/** A machine's subject is its client, and it has no user name. (AWS: Understanding the access token) */
export function kindOf({ sub, client_id, username }: AccessTokenPayload): PrincipalKind | undefined {
  if (sub === client_id) return username === undefined ? "machine" : undefined;
  return username === undefined ? undefined : "user";
}

/** The kind is clear, and it is the one that the policy declares for the client. */
export const subject: Check = ({ payload, clientNames, rules }) => {
  const kind = kindOf(payload);
  if (kind === undefined) return { code: "SUBJECT_UNCLEAR" };
  const declared = rules.clients.get(clientNames.get(payload.client_id) ?? "");
  return kind === declared ? undefined : { code: "SUBJECT_MISMATCH" };
};
