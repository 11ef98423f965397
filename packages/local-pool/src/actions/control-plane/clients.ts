// How do app clients come, change and go? Create-, Describe-, Update-, Delete- and ListUserPoolClient(s).
import { LIMITS } from "@claimsmith/cognito-model";
import type { Cloud, Pool } from "../../cloud/cloud.ts";
import { newClientId, newClientSecret } from "../../cloud/identifiers.ts";
import { CognitoError } from "../../errors.ts";
import type { ClientRecord } from "../../pools/client.ts";
import { clientSettings } from "../../pools/client-settings.ts";
import { FLAG, readMembers, textRule } from "../../pools/member-rules.ts";
import type { Reader } from "../../store/database.ts";
import { CLIENTS } from "../../store/tables.ts";
import type { Action, ActionInput } from "../action.ts";
import { clientOfPool, poolOf } from "../lookup.ts";
import { pageOf } from "./paging.ts";

/** What a secret of the caller's own looks like. (AWS API Reference: CreateUserPoolClient, ClientSecret) */
export const CLIENT_SECRET = { rule: textRule({ min: 24, max: 64, pattern: /^[\w+]+$/ }) };

/** A new client, with a secret where the call asks for one or gives one. */
export const createUserPoolClient: Action = async (cloud, input) => {
  const pool = poolOf(cloud, input);
  const nowMs = cloud.clock();
  const secret = secretAskedFor(input);
  const identity = {
    clientId: newClientId(),
    userPoolId: pool.userPoolId,
    ...(secret === undefined ? {} : { clientSecret: secret }),
  };
  const settings = clientSettings(pool, input, identity);
  const record: ClientRecord = { ...identity, createdAtMs: nowMs, modifiedAtMs: nowMs, settings };
  await cloud.database.write((tx) => {
    if (clientsOf(tx, pool).length >= LIMITS.clientsPerPool.value) {
      throw new CognitoError("LimitExceededException", "The number of app clients has reached the limit.");
    }
    tx.put(CLIENTS, ["", record.clientId], record);
  });
  return { UserPoolClient: describedClient(record) };
};

function secretAskedFor(input: ActionInput): string | undefined {
  const { GenerateSecret, ClientSecret } = readMembers(input, {
    GenerateSecret: { rule: FLAG },
    ClientSecret: CLIENT_SECRET,
  });
  if (ClientSecret !== undefined) return String(ClientSecret);
  return GenerateSecret === true ? newClientSecret() : undefined;
}

/** The client with its secret. Lists that are Cognito's default are not shown. */
export const describeUserPoolClient: Action = async (cloud, input) => ({
  UserPoolClient: describedClient(clientOfPool(cloud, input).client),
});

/** What the call leaves out goes back to its default; the secret stays. */
export const updateUserPoolClient: Action = async (cloud, input) => {
  const { pool, client } = clientOfPool(cloud, input);
  const name = client.settings.ClientName;
  const settings = clientSettings(pool, input, { ...identityOf(client), name });
  const changed = await changeClient(cloud, client, (before) => ({ ...before, settings }));
  return { UserPoolClient: describedClient(changed) };
};

/** The client's tokens stay as they are; its refresh tokens are worth nothing any more. */
export const deleteUserPoolClient: Action = async (cloud, input) => {
  const { client } = clientOfPool(cloud, input);
  await cloud.database.write((tx) => tx.remove(CLIENTS, ["", client.clientId]));
  return {};
};

/** The clients of a pool, by id. */
export const listUserPoolClients: Action = async (cloud, input) => {
  const pool = poolOf(cloud, input);
  const { rows, next } = pageOf(input, {
    list: (after) => clientsOf(cloud.database, pool, after),
    nameOf: ({ clientId }) => clientId,
    size: "MaxResults",
  });
  const UserPoolClients = rows.map(({ clientId, userPoolId, settings }) => ({
    ClientId: clientId,
    UserPoolId: userPoolId,
    ClientName: settings.ClientName,
  }));
  return { UserPoolClients, ...next };
};

/**
 * Replaces a client that is still there and says when.
 * @throws CognitoError ResourceNotFoundException
 */
export function changeClient(
  cloud: Cloud,
  { clientId }: ClientRecord,
  change: (before: ClientRecord) => ClientRecord,
): Promise<ClientRecord> {
  return cloud.database.write((tx) => {
    const before = tx.get(CLIENTS, ["", clientId]);
    if (before === undefined) {
      throw new CognitoError("ResourceNotFoundException", "User pool client does not exist.");
    }
    const changed = { ...change(before), modifiedAtMs: cloud.clock() };
    tx.put(CLIENTS, ["", clientId], changed);
    return changed;
  });
}

function identityOf({ clientId, userPoolId, clientSecret }: ClientRecord) {
  return { clientId, userPoolId, ...(clientSecret === undefined ? {} : { clientSecret }) };
}

function clientsOf(reader: Reader, pool: Pool, after?: string): readonly ClientRecord[] {
  return [...reader.list(CLIENTS, "", after)].filter(({ userPoolId }) => userPoolId === pool.userPoolId);
}

function describedClient({ clientId, userPoolId, clientSecret, createdAtMs, ...rest }: ClientRecord): object {
  return {
    ClientId: clientId,
    UserPoolId: userPoolId,
    ...rest.settings,
    ...(clientSecret === undefined ? {} : { ClientSecret: clientSecret }),
    CreationDate: createdAtMs / 1000,
    LastModifiedDate: rest.modifiedAtMs / 1000,
  };
}
