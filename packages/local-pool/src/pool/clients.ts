// Which app clients does the pool have, and with which credentials?
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { ClientBlueprint, PoolBlueprint } from "@claimsmith/cognito-model";
import { LocalPoolError } from "../errors.ts";
import { newClientId, newClientSecret } from "./identifiers.ts";

/** A client id and, where the client has one, its secret. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret?: string;
}

/** One app client of the running pool. */
export interface PoolClient extends ClientCredentials {
  readonly blueprint: ClientBlueprint;
}

/**
 * The pool's clients by client id: with the credentials given for their names, or generated ones.
 * @throws LocalPoolError CLIENT_UNKNOWN for credentials of a client that the blueprint does not have, CLIENT_ID_REPEATED
 */
export function poolClients(
  blueprint: PoolBlueprint,
  given: Readonly<Record<string, ClientCredentials>>,
): ReadonlyMap<string, PoolClient> {
  const byName = new Map(Object.entries(given));
  const clients = new Map<string, PoolClient>();
  for (const client of blueprint.clients) {
    const credentials = credentialsOf(client, byName.get(client.name));
    byName.delete(client.name);
    if (clients.has(credentials.clientId)) {
      throw misconfigured("CLIENT_ID_REPEATED", "expected a client id of its own for each client");
    }
    clients.set(credentials.clientId, { ...credentials, blueprint: client });
  }
  const [unknown] = byName.keys();
  if (unknown !== undefined) {
    throw misconfigured("CLIENT_UNKNOWN", `clientIds names ${unknown}, which is no client of the blueprint`);
  }
  return clients;
}

function credentialsOf(client: ClientBlueprint, given: ClientCredentials | undefined): ClientCredentials {
  const clientId = given?.clientId ?? newClientId();
  if (!client.generateSecret) return { clientId };
  return { clientId, clientSecret: given?.clientSecret ?? newClientSecret() };
}

function misconfigured(code: string, message: string): LocalPoolError {
  return new LocalPoolError(code, message, { category: "misconfigured" });
}

/** True if the secret is the client's own. A client without a secret has none that fits. */
export function isClientSecret(client: ClientCredentials, secret: string): boolean {
  return client.clientSecret !== undefined && isSameText(client.clientSecret, secret);
}

/** True if a `SECRET_HASH` was made with the client's secret and this user name. (AWS: Computing secret hash values) */
export function isSecretHash(client: ClientCredentials, username: string, secretHash: string): boolean {
  if (client.clientSecret === undefined) return false;
  const expected = createHmac("sha256", client.clientSecret).update(`${username}${client.clientId}`);
  return isSameText(expected.digest("base64"), secretHash);
}

/** Compares in a time that does not depend on where, or in what length, the texts differ. */
function isSameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
