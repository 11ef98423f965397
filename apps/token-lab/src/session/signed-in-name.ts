// Whom do the tokens name? For the header alone: nothing here is verified, and nothing is decided by it.
import { isJsonObject } from "@claimsmith/cognito-model";
import type { LabSettings } from "../settings/settings.ts";
import type { Tokens } from "./tokens.ts";

/** The persona of a local pool, else the e-mail of the ID token, else the user name of the access token. */
export function signedInName({ idToken, accessToken }: Tokens, { people }: LabSettings): string {
  const email = idToken === undefined ? undefined : text(payload(idToken).email);
  const persona = people?.find(({ username }) => username === email);
  return persona?.name ?? email ?? text(payload(accessToken).username) ?? "somebody";
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The claims of a token in compact form; none where it is not one. (RFC 7515, section 3.1) */
function payload(token: string): Readonly<Record<string, unknown>> {
  try {
    const base64 = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isJsonObject(claims) ? claims : {};
  } catch {
    return {};
  }
}
