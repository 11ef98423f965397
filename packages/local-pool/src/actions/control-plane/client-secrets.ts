// How does a client change its secret without a pause? Two may be active: Add-, List- and DeleteUserPoolClientSecret.
import type { Cloud } from "../../cloud/cloud.ts";
import { newClientSecret } from "../../cloud/identifiers.ts";
import { CognitoError } from "../../errors.ts";
import { type ClientRecord, type ClientSecret, secretsOf } from "../../pools/client.ts";
import { readMembers } from "../../pools/member-rules.ts";
import type { Action, ActionInput } from "../action.ts";
import { text } from "../input.ts";
import { clientOfPool } from "../lookup.ts";
import { CLIENT_SECRET, changeClient } from "./clients.ts";

const MAX_SECRETS = 2;

/** A second secret for a client that has one. It is told only if it is generated. (AWS API Reference: AddUserPoolClientSecret) */
export const addUserPoolClientSecret: Action = async (cloud, input) => {
  const { client } = clientOfPool(cloud, input);
  const given = readMembers(input, { ClientSecret: CLIENT_SECRET }).ClientSecret as string | undefined;
  const value = given ?? newClientSecret();
  const createdAtMs = cloud.clock();
  const changed = await changeSecrets(cloud, client, (secrets) => {
    if (secrets.length === 0) throw invalid("expected a client that has a secret");
    if (secrets.length >= MAX_SECRETS) {
      throw new CognitoError(
        "LimitExceededException",
        "expected a client with one secret: two may be active",
      );
    }
    const taken = secrets.some(({ id }) => id === `${client.clientId}--${createdAtMs}`);
    const id = `${client.clientId}--${taken ? createdAtMs + 1 : createdAtMs}`;
    return [...secrets, { id, value, createdAtMs }];
  });
  const added = secretsOf(changed).at(-1) as ClientSecret;
  return {
    ClientSecretDescriptor: {
      ...descriptor(added),
      ...(given === undefined ? { ClientSecretValue: value } : {}),
    },
  };
};

/** Ids and dates, never the secrets. */
export const listUserPoolClientSecrets: Action = async (cloud, input) => ({
  ClientSecrets: secretsOf(clientOfPool(cloud, input).client).map(descriptor),
});

/** The last secret stays. */
export const deleteUserPoolClientSecret: Action = async (cloud, input: ActionInput) => {
  const { client } = clientOfPool(cloud, input);
  const secretId = text(input, "ClientSecretId");
  await changeSecrets(cloud, client, (secrets) => {
    const kept = secrets.filter(({ id }) => id !== secretId);
    if (kept.length === secrets.length) {
      throw new CognitoError("ResourceNotFoundException", "Client secret does not exist.");
    }
    if (kept.length === 0) throw invalid("expected another secret to stay: the last one cannot be deleted");
    return kept;
  });
  return {};
};

function changeSecrets(
  cloud: Cloud,
  client: ClientRecord,
  change: (secrets: readonly ClientSecret[]) => readonly ClientSecret[],
): Promise<ClientRecord> {
  return changeClient(cloud, client, (before) => {
    const secrets = change(secretsOf(before));
    return { ...before, secrets, clientSecret: (secrets[0] as ClientSecret).value };
  });
}

function descriptor({ id, createdAtMs }: ClientSecret): object {
  return { ClientSecretId: id, ClientSecretCreateDate: createdAtMs / 1000 };
}

function invalid(message: string): CognitoError {
  return new CognitoError("InvalidParameterException", message);
}
