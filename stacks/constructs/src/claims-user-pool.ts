// How does a pool blueprint become a user pool on AWS? Pool, groups, resource servers, clients and an optional domain.
import { CognitoResourceServer } from "@cdktf/provider-aws/lib/cognito-resource-server/index.js";
import { CognitoUserGroup } from "@cdktf/provider-aws/lib/cognito-user-group/index.js";
import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool/index.js";
import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client/index.js";
import { CognitoUserPoolDomain } from "@cdktf/provider-aws/lib/cognito-user-pool-domain/index.js";
import {
  type ClientBlueprint,
  type GroupBlueprint,
  type ResourceServerBlueprint,
  splitScope,
} from "@claimsmith/cognito-model";
import { Construct } from "constructs";
import { literally } from "./literal-text.ts";
import { refuseAtSynth } from "./refusal.ts";
import { clientArguments } from "./user-pool/client-arguments.ts";
import type { ClaimsUserPoolOptions } from "./user-pool/options.ts";
import { poolArguments } from "./user-pool/pool-arguments.ts";
import { userPoolRefusals } from "./user-pool/refusals.ts";

/** A user pool that people sign in to with their e-mail address, with everything that its blueprint names. */
export class ClaimsUserPool extends Construct {
  readonly pool: CognitoUserPool;
  /** By the client's name in the blueprint. */
  readonly clients: Readonly<Record<string, CognitoUserPoolClient>>;
  /** What `triggerArn` was. */
  readonly triggerArn: string | undefined;
  /** The address of the hosted login, without a path; `undefined` without a domain. (AWS: Using the Amazon Cognito domain) */
  readonly domainUrl: string | undefined;

  constructor(scope: Construct, id: string, options: ClaimsUserPoolOptions) {
    super(scope, id);
    refuseAtSynth(this, () => userPoolRefusals(options));
    const blueprint = literally(options.blueprint);
    this.triggerArn = options.triggerArn;
    this.pool = new CognitoUserPool(this, "pool", poolArguments({ ...options, blueprint }));
    for (const group of blueprint.groups) this.#group(group);
    const servers = new Map(
      blueprint.resourceServers.map((server) => [server.identifier, this.#server(server)]),
    );
    this.clients = Object.fromEntries(
      blueprint.clients.map((client) => [client.name, this.#client(client, servers)]),
    );
    this.domainUrl = this.#domain(options);
  }

  /** A reference, known once the pool is there. */
  get poolId(): string {
    return this.pool.id;
  }

  /** A reference, like `arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_AbCdEfGhI`. */
  get poolArn(): string {
    return this.pool.arn;
  }

  /** The issuer (`iss`) of the pool's tokens on AWS; a reference. (AWS: Amazon Cognito user pools as an OIDC issuer) */
  get issuer(): string {
    return `https://${this.pool.endpoint}`;
  }

  /** Client ids by the client's name in the blueprint; references. */
  get clientIds(): Readonly<Record<string, string>> {
    return Object.fromEntries(Object.entries(this.clients).map(([name, client]) => [name, client.id]));
  }

  #group({ name, description, precedence, roleArn }: GroupBlueprint): CognitoUserGroup {
    return new CognitoUserGroup(this, childId("group", name), {
      userPoolId: this.pool.id,
      name,
      ...(description !== undefined && { description }),
      ...(precedence !== undefined && { precedence }),
      ...(roleArn !== undefined && { roleArn }),
    });
  }

  #server({ identifier, name, scopes }: ResourceServerBlueprint): CognitoResourceServer {
    return new CognitoResourceServer(this, childId("resource-server", identifier), {
      userPoolId: this.pool.id,
      identifier,
      name,
      scope: scopes.map((scope) => ({ scopeName: scope.name, scopeDescription: scope.description })),
    });
  }

  /** A client cannot name scopes that are not there yet. */
  #client(
    client: ClientBlueprint,
    servers: ReadonlyMap<string, CognitoResourceServer>,
  ): CognitoUserPoolClient {
    const identifiers = client.allowedOAuthScopes.map((scope) => splitScope(scope)?.identifier ?? "");
    const dependsOn = [...new Set(identifiers)].flatMap((identifier) => servers.get(identifier) ?? []);
    return new CognitoUserPoolClient(this, childId("client", client.name), {
      userPoolId: this.pool.id,
      ...clientArguments(client),
      ...(dependsOn.length > 0 && { dependsOn }),
    });
  }

  #domain({ domainPrefix, deployment }: ClaimsUserPoolOptions): string | undefined {
    if (domainPrefix === undefined) return undefined;
    new CognitoUserPoolDomain(this, "domain", {
      userPoolId: this.pool.id,
      domain: domainPrefix,
      // The classic hosted login: this provider cannot give managed login its branding.
      managedLoginVersion: 1,
    });
    return `https://${domainPrefix}.auth.${deployment.region}.amazoncognito.com`;
  }
}

/** By kind and name, so that a client and a resource server may be called alike; encoded, because ids take neither blanks nor slashes. */
function childId(kind: string, name: string): string {
  return `${kind}-${encodeURIComponent(name)}`;
}
