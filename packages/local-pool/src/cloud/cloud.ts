// What does every part of a running local cloud need to know?
import { CognitoError } from "../errors.ts";
import type { AuthorizationCodes } from "../oauth/authorization-codes.ts";
import type { ClientRecord } from "../pools/client.ts";
import { issuerForm, type UserPoolRecord } from "../pools/user-pool.ts";
import type { Database } from "../store/database.ts";
import { CLIENTS, USER_POOLS } from "../store/tables.ts";
import { localIssuer } from "../tokens/issuer.ts";
import type { KeyRing } from "../tokens/key-ring.ts";
import type { UnallowedScopes } from "../tokens/requested-scopes.ts";
import type { Functions } from "../trigger/functions.ts";
import type { Challenges } from "../users/challenges.ts";
import type { Outbox } from "../users/outbox.ts";
import { partsOfUserPoolId } from "./identifiers.ts";

/** One account in one region: its user pools and its functions, served on one port. */
export interface Cloud {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly functions: Functions;
  readonly challenges: Challenges;
  readonly codes: AuthorizationCodes;
  readonly unallowedScopes: UnallowedScopes;
  /** True unless other machines may reach the port. */
  readonly isLoopback: boolean;
  /** Every message to a user. */
  readonly outbox: Outbox;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly log: (line: string) => void;
}

/** One user pool as one request sees it. */
export interface Pool {
  readonly cloud: Cloud;
  readonly userPoolId: string;
  readonly region: string;
  /** The part of the pool id after the underscore. */
  readonly name: string;
  readonly issuer: string;
  readonly record: UserPoolRecord;
}

/** One app client, and its pool. */
export interface PoolClient {
  readonly pool: Pool;
  readonly client: ClientRecord;
}

/** @throws CognitoError ResourceNotFoundException */
export function poolById(cloud: Cloud, userPoolId: string): Pool {
  const record = cloud.database.get(USER_POOLS, ["", userPoolId]);
  if (record === undefined) throw new CognitoError("ResourceNotFoundException", "User pool does not exist.");
  const issuer = localIssuer(cloud.endpoint, userPoolId, issuerForm(record));
  return { cloud, userPoolId, ...partsOfUserPoolId(userPoolId), issuer, record };
}

/** The client of a client id, which is enough to find its pool. */
export function clientById(cloud: Cloud, clientId: string): PoolClient | undefined {
  const client = cloud.database.get(CLIENTS, ["", clientId]);
  return client && { pool: poolById(cloud, client.userPoolId), client };
}

/** `arn:aws:cognito-idp:REGION:ACCOUNT:userpool/ID`. */
export function userPoolArn({ accountId }: Cloud, userPoolId: string): string {
  return `arn:aws:cognito-idp:${partsOfUserPoolId(userPoolId).region}:${accountId}:userpool/${userPoolId}`;
}
