// How do resource servers come, change and go? Create-, Describe-, Update-, Delete- and ListResourceServer(s).
import { LIMITS, NAME_PATTERNS } from "@claimsmith/cognito-model";
import type { Pool } from "../../cloud/cloud.ts";
import { CognitoError } from "../../errors.ts";
import { listRule, type MemberTable, objectRule, readMembers, textRule } from "../../pools/member-rules.ts";
import type { ResourceServerRecord } from "../../pools/resource-server.ts";
import { RESOURCE_SERVERS } from "../../store/tables.ts";
import type { Action, ActionInput } from "../action.ts";
import { text } from "../input.ts";
import { poolOf } from "../lookup.ts";
import { pageOf } from "./paging.ts";

const { resourceServerIdentifier, scopeName } = NAME_PATTERNS;
const SCOPE = objectRule({
  ScopeName: {
    rule: textRule({ min: 1, max: LIMITS.scopeNameLength.value, pattern: scopeName.pattern }),
    required: true,
  },
  ScopeDescription: {
    rule: textRule({ min: 1, max: LIMITS.scopeDescriptionLength.value }),
    required: true,
  },
});

/** (AWS API Reference: CreateResourceServer) */
const MEMBERS: MemberTable = {
  Identifier: {
    rule: textRule({
      min: 1,
      max: LIMITS.resourceServerIdentifierLength.value,
      pattern: resourceServerIdentifier.pattern,
    }),
    required: true,
  },
  Name: { rule: textRule({ min: 1, max: 256, pattern: /^[\w\s+=,.@-]+$/ }), required: true },
  Scopes: { rule: listRule(SCOPE, { max: LIMITS.scopesPerResourceServer.value }) },
};

/** A new resource server. */
export const createResourceServer: Action = async (cloud, input) => {
  const pool = poolOf(cloud, input);
  const server = serverOf(input);
  const key = [pool.userPoolId, server.identifier] as const;
  await cloud.database.write((tx) => {
    if (tx.get(RESOURCE_SERVERS, key) !== undefined) {
      throw invalid("expected an Identifier that the pool does not have yet");
    }
    if ([...tx.list(RESOURCE_SERVERS, pool.userPoolId)].length >= LIMITS.resourceServersPerPool.value) {
      throw new CognitoError(
        "LimitExceededException",
        "The number of resource servers has reached the limit.",
      );
    }
    tx.put(RESOURCE_SERVERS, key, server);
  });
  return { ResourceServer: described(pool, server) };
};

/** The resource server with its scopes. */
export const describeResourceServer: Action = async (cloud, input) => {
  const pool = poolOf(cloud, input);
  return { ResourceServer: described(pool, existing(pool, input)) };
};

/** Replaces name and scopes. A scope that goes is not issued any more, though clients keep it on their lists. */
export const updateResourceServer: Action = async (cloud, input) => {
  const pool = poolOf(cloud, input);
  const server = serverOf(input);
  existing(pool, input);
  await cloud.database.write((tx) => tx.put(RESOURCE_SERVERS, [pool.userPoolId, server.identifier], server));
  return { ResourceServer: described(pool, server) };
};

/** Its scopes are not issued any more. */
export const deleteResourceServer: Action = async (cloud, input) => {
  const pool = poolOf(cloud, input);
  const { identifier } = existing(pool, input);
  await cloud.database.write((tx) => tx.remove(RESOURCE_SERVERS, [pool.userPoolId, identifier]));
  return {};
};

/** The resource servers of a pool, by identifier. */
export const listResourceServers: Action = async (cloud, input) => {
  const pool = poolOf(cloud, input);
  const { rows, next } = pageOf(input, {
    list: (after) => cloud.database.list(RESOURCE_SERVERS, pool.userPoolId, after),
    nameOf: ({ identifier }) => identifier,
    size: "MaxResults",
  });
  return { ResourceServers: rows.map((server) => described(pool, server)), ...next };
};

function serverOf(input: ActionInput): ResourceServerRecord {
  const { Identifier, Name, Scopes = [] } = readMembers(input, MEMBERS);
  const scopes = (Scopes as readonly { ScopeName: string; ScopeDescription: string }[]).map((scope) => ({
    name: scope.ScopeName,
    description: scope.ScopeDescription,
  }));
  if (new Set(scopes.map(({ name }) => name)).size < scopes.length) {
    throw invalid("expected each scope once");
  }
  return { identifier: String(Identifier), name: String(Name), scopes };
}

function existing({ cloud, userPoolId }: Pool, input: ActionInput): ResourceServerRecord {
  const server = cloud.database.get(RESOURCE_SERVERS, [userPoolId, text(input, "Identifier")]);
  if (server !== undefined) return server;
  throw new CognitoError("ResourceNotFoundException", "Resource server does not exist.");
}

function described({ userPoolId }: Pool, { identifier, name, scopes }: ResourceServerRecord): object {
  return {
    UserPoolId: userPoolId,
    Identifier: identifier,
    Name: name,
    Scopes: scopes.map((scope) => ({ ScopeName: scope.name, ScopeDescription: scope.description })),
  };
}

function invalid(message: string): CognitoError {
  return new CognitoError("InvalidParameterException", message);
}
