// How does a pool blueprint become a pool? Made anew, or, in a store that has it already, brought up to date.
import {
  type AttributeBlueprint,
  type ClientBlueprint,
  NAME_PATTERNS,
  type PoolBlueprint,
} from "@claimsmith/cognito-model";
import { LocalPoolError } from "../errors.ts";
import type { ClientRecord, ClientSettings } from "../pools/client.ts";
import type { SchemaAttribute } from "../pools/schema.ts";
import { newSchema, type RequestedAttribute, withCustomAttributes } from "../pools/schema-input.ts";
import type { UserPoolRecord } from "../pools/user-pool.ts";
import { newUserPoolSettings } from "../pools/user-pool-settings.ts";
import type { Writer } from "../store/database.ts";
import { CLIENTS, KEYS, RESOURCE_SERVERS, USER_POOLS } from "../store/tables.ts";
import { newStoredKeys } from "../tokens/keys.ts";
import type { Cloud } from "./cloud.ts";
import { newClientId, newClientSecret, newUserPoolId } from "./identifiers.ts";
import { writeGroups } from "./seed-groups.ts";

/** A client id and, where the client has one, its secret. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret?: string;
}

/** What a pool is made from. */
export interface Seed {
  readonly blueprint: PoolBlueprint;
  /** Default: the pool of the blueprint's name, or a generated id. */
  readonly userPoolId?: string;
  /** By client name; other clients keep theirs or get generated ones. */
  readonly clientIds?: Readonly<Record<string, ClientCredentials>>;
  /** The Pre Token Generation function. */
  readonly triggerArn?: string;
}

/** The pool that a seed made. */
export interface SeededPool {
  readonly userPoolId: string;
  /** By client name. */
  readonly clients: Readonly<Record<string, ClientCredentials>>;
}

/**
 * Writes the pool of a blueprint, with clients, groups and resource servers, all at once. Users and keys of a pool that is there stay.
 * @throws LocalPoolError USER_POOL_ID_INVALID, CLIENT_UNKNOWN, CLIENT_ID_REPEATED, SIGN_IN_CHANGED
 */
export async function seedPool(cloud: Cloud, seed: Seed): Promise<SeededPool> {
  const { blueprint } = seed;
  const before = [...cloud.database.list(USER_POOLS, "")].find(({ id, settings }) =>
    seed.userPoolId === undefined ? settings.PoolName === blueprint.name : id === seed.userPoolId,
  );
  checkSignIn(blueprint, before);
  const userPoolId = checkedUserPoolId(seed.userPoolId ?? before?.id ?? newUserPoolId(cloud.region));
  const clients = clientsOf(cloud, seed, userPoolId);
  const keys = cloud.database.get(KEYS, ["", userPoolId]) ?? (await newStoredKeys());
  await cloud.database.write((tx) => {
    tx.put(KEYS, ["", userPoolId], keys);
    tx.put(USER_POOLS, ["", userPoolId], poolRecord(cloud, seed, { userPoolId, before }));
    writeClients(tx, userPoolId, clients);
    writeGroups(tx, userPoolId, { groups: blueprint.groups, nowMs: cloud.clock() });
    writeResourceServers(tx, userPoolId, blueprint);
  });
  cloud.keyRing.add(userPoolId, keys);
  return { userPoolId, clients: Object.fromEntries(clients.map(credentialsByName)) };
}

/** A pool cannot come to sign people in with something else: not on AWS, and not here, where users are found by it. */
function checkSignIn({ signInWith }: PoolBlueprint, before: UserPoolRecord | undefined): void {
  const now = before?.settings.UsernameAttributes ?? [signInWith];
  if (now.length === 1 && now[0] === signInWith) return;
  const message =
    "the stored pool signs people in with something else, which cannot change: choose another data directory, or another pool";
  throw misconfigured("SIGN_IN_CHANGED", message);
}

function checkedUserPoolId(userPoolId: string): string {
  const { pattern, expected } = NAME_PATTERNS.userPoolId;
  if (pattern.test(userPoolId)) return userPoolId;
  throw misconfigured("USER_POOL_ID_INVALID", `expected ${expected}`);
}

function poolRecord(
  cloud: Cloud,
  { blueprint, triggerArn }: Seed,
  { userPoolId, before }: { readonly userPoolId: string; readonly before: UserPoolRecord | undefined },
): UserPoolRecord {
  const nowMs = cloud.clock();
  const { eventVersion } = blueprint.trigger;
  const config = { LambdaArn: triggerArn, LambdaVersion: eventVersion };
  const settings = newUserPoolSettings({
    PoolName: blueprint.name,
    UserPoolTier: blueprint.trigger.lowestPlan,
    UsernameAttributes: [blueprint.signInWith],
    AutoVerifiedAttributes: [blueprint.signInWith],
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: blueprint.selfRegistration !== true },
    UsernameConfiguration: { CaseSensitive: false },
    LambdaConfig: triggerArn === undefined ? {} : { PreTokenGenerationConfig: config },
  });
  const standard = newSchema(blueprint.requiredAttributes.map((Name) => ({ Name, Required: true })));
  const declared = withCustomAttributes(standard, blueprint.attributes.map(requestedAttribute));
  const schema = [...declared, ...remaining(declared, before)];
  return { id: userPoolId, createdAtMs: before?.createdAtMs ?? nowMs, modifiedAtMs: nowMs, schema, settings };
}

/** What the pool has besides: on AWS no attribute ever leaves a pool. */
function remaining(
  declared: readonly SchemaAttribute[],
  before: UserPoolRecord | undefined,
): readonly SchemaAttribute[] {
  const names = new Set(declared.map(({ Name }) => Name));
  return (before?.schema ?? []).filter(({ Name }) => !names.has(Name));
}

function requestedAttribute({ name, type, mutable, ...bounds }: AttributeBlueprint): RequestedAttribute {
  const { minLength = 0, maxLength = 2048, min, max } = bounds;
  return {
    Name: name,
    AttributeDataType: type,
    Mutable: mutable,
    StringAttributeConstraints: { MinLength: String(minLength), MaxLength: String(maxLength) },
    NumberAttributeConstraints: {
      ...(min === undefined ? {} : { MinValue: String(min) }),
      ...(max === undefined ? {} : { MaxValue: String(max) }),
    },
  };
}

function clientsOf(cloud: Cloud, seed: Seed, userPoolId: string): readonly ClientRecord[] {
  const stored = [...cloud.database.list(CLIENTS, "")].filter((client) => client.userPoolId === userPoolId);
  const given = new Map(Object.entries(seed.clientIds ?? {}));
  const nowMs = cloud.clock();
  const clients = seed.blueprint.clients.map((blueprint): ClientRecord => {
    const before = stored.find(({ settings }) => settings.ClientName === blueprint.name);
    const credentials = credentialsOf(blueprint, given.get(blueprint.name) ?? before);
    given.delete(blueprint.name);
    const createdAtMs = before?.createdAtMs ?? nowMs;
    return {
      ...credentials,
      userPoolId,
      createdAtMs,
      modifiedAtMs: nowMs,
      settings: clientSettings(blueprint),
    };
  });
  if (new Set(clients.map(({ clientId }) => clientId)).size < clients.length) {
    throw misconfigured("CLIENT_ID_REPEATED", "expected a client id of its own for each client");
  }
  const [unknown] = given.keys();
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

function clientSettings(client: ClientBlueprint): ClientSettings {
  const { accessTokenSeconds, idTokenSeconds, refreshTokenSeconds } = client.lifetimes;
  return {
    ClientName: client.name,
    ExplicitAuthFlows: client.explicitAuthFlows,
    AllowedOAuthFlowsUserPoolClient: client.allowedOAuthFlows.length > 0,
    AllowedOAuthFlows: client.allowedOAuthFlows,
    AllowedOAuthScopes: client.allowedOAuthScopes,
    CallbackURLs: client.callbackUrls,
    LogoutURLs: client.logoutUrls,
    SupportedIdentityProviders: client.identityProviders,
    ReadAttributes: client.readAttributes,
    WriteAttributes: client.writeAttributes,
    AccessTokenValidity: accessTokenSeconds,
    IdTokenValidity: idTokenSeconds,
    RefreshTokenValidity: refreshTokenSeconds,
    TokenValidityUnits: { AccessToken: "seconds", IdToken: "seconds", RefreshToken: "seconds" },
    AuthSessionValidity: 3,
    EnableTokenRevocation: true,
    PreventUserExistenceErrors: "ENABLED",
  };
}

/** Clients of the pool that the blueprint has no more go. */
function writeClients(tx: Writer, userPoolId: string, clients: readonly ClientRecord[]): void {
  for (const { clientId, userPoolId: owner } of [...tx.list(CLIENTS, "")]) {
    if (owner === userPoolId) tx.remove(CLIENTS, ["", clientId]);
  }
  for (const client of clients) tx.put(CLIENTS, ["", client.clientId], client);
}

function writeResourceServers(tx: Writer, userPoolId: string, { resourceServers }: PoolBlueprint): void {
  tx.removeAll(RESOURCE_SERVERS, userPoolId);
  for (const server of resourceServers) tx.put(RESOURCE_SERVERS, [userPoolId, server.identifier], server);
}

function credentialsByName(client: ClientRecord): readonly [name: string, ClientCredentials] {
  const { clientId, clientSecret, settings } = client;
  return [settings.ClientName, clientSecret === undefined ? { clientId } : { clientId, clientSecret }];
}

function misconfigured(code: string, message: string): LocalPoolError {
  return new LocalPoolError(code, message, { category: "misconfigured" });
}
