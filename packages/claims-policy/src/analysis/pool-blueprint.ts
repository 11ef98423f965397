// Which user pool does a policy need?
import {
  type AttributeBlueprint,
  type ClientBlueprint,
  DEFAULT_LIFETIMES,
  type JsonValue,
  LIMITS,
  LOWEST_PLAN,
  type PoolBlueprint,
  STANDARD_ATTRIBUTES,
} from "@claimsmith/cognito-model";
import type { ClientDeclaration, PolicyDocument, SignInWay } from "../language/policy.ts";
import type { ScalarType } from "../language/value-types.ts";
import { PolicyError, type PolicyIssue } from "../validation/issues.ts";
import { validateSettings } from "../validation/validate-settings.ts";
import { eventVersionOf } from "./event-version.ts";
import { REQUIRED_ATTRIBUTES, writeAttributes } from "./trust.ts";

/** What differs from environment to environment. */
export interface BlueprintEnvironment {
  /** Values of the policy's settings. Those that hold role ARNs reach the groups. */
  readonly settings?: Readonly<Record<string, JsonValue>>;
  /** Where managed login may return to, by client. A client without callback URLs has no managed login. */
  readonly clients?: Readonly<
    Record<string, { readonly callbackUrls: readonly string[]; readonly logoutUrls?: readonly string[] }>
  >;
}

/**
 * The user pool that a policy needs in an environment, as plain data for the stacks and for the local pool. Scopes that the
 * policy adds are kept off the clients' lists; read and write lists are explicit and never empty.
 *
 * @throws PolicyError with code `POLICY_INVALID` where the settings do not fit the policy.
 */
export function poolBlueprint(policy: PolicyDocument, environment: BlueprintEnvironment = {}): PoolBlueprint {
  const issues: PolicyIssue[] = validateSettings(policy, environment.settings ?? {});
  if (issues.length > 0) throw new PolicyError(issues);
  const eventVersion = eventVersionOf(policy);
  return {
    name: policy.name,
    signInWith: "email",
    requiredAttributes: REQUIRED_ATTRIBUTES,
    attributes: Object.entries(policy.attributes ?? {}).map(([name, type]) => attributeBlueprint(name, type)),
    groups: groupBlueprints(policy, environment),
    resourceServers: Object.entries(policy.resourceServers ?? {}).map(([identifier, { scopes }]) => ({
      identifier,
      name: identifier,
      scopes: Object.entries(scopes).map(([name, description]) => ({ name, description })),
    })),
    clients: Object.entries(policy.clients).map(([name, client]) =>
      clientBlueprint(name, client, { policy, urls: environment.clients?.[name] }),
    ),
    trigger: { eventVersion, lowestPlan: LOWEST_PLAN[eventVersion] },
  };
}

/** How the pool keeps a custom attribute. Cognito has text and number; a flag is a text, since that is what tokens and triggers see of one. */
export function attributeBlueprint(name: string, type: ScalarType): AttributeBlueprint {
  if (type.type === "integer") return { name, type: "Number", mutable: true, min: type.min, max: type.max };
  return { name, type: "String", mutable: true, minLength: 0, maxLength: longestText(type) };
}

/** The most characters that the pool takes as the value of an attribute. */
export function longestText(type: Exclude<ScalarType, { type: "integer" }>): number {
  switch (type.type) {
    case "text":
      return type.maxLength;
    case "oneOf":
      return Math.max(...type.values.map((value) => value.length));
    case "flag":
      return "false".length;
    case "roleArn":
      return LIMITS.attributeValueLength.value;
  }
}

function groupBlueprints(
  policy: PolicyDocument,
  { settings }: BlueprintEnvironment,
): PoolBlueprint["groups"] {
  return Object.entries(policy.groups ?? {}).map(([name, { description, precedence, role }]) => {
    const roleArn = typeof role === "object" ? settings?.[role.name] : role;
    return {
      name,
      ...(description !== undefined && { description }),
      ...(precedence !== undefined && { precedence }),
      ...(typeof roleArn === "string" && { roleArn }),
    };
  });
}

/** What each kind of client is to Cognito. */
const CLIENT_KINDS = {
  browser: { kind: "user", generateSecret: false },
  native: { kind: "user", generateSecret: false },
  server: { kind: "user", generateSecret: true },
  machine: { kind: "machine", generateSecret: true },
} as const;

const AUTH_FLOWS: Readonly<Record<Exclude<SignInWay, "hosted">, string>> = {
  srp: "ALLOW_USER_SRP_AUTH",
  password: "ALLOW_USER_PASSWORD_AUTH",
  admin: "ALLOW_ADMIN_USER_PASSWORD_AUTH",
};

interface ClientContext {
  readonly policy: PolicyDocument;
  readonly urls: NonNullable<BlueprintEnvironment["clients"]>[string] | undefined;
}

function clientBlueprint(
  name: string,
  client: ClientDeclaration,
  { policy, urls }: ClientContext,
): ClientBlueprint {
  const { kind, generateSecret } = CLIENT_KINDS[client.kind];
  return {
    name,
    kind,
    generateSecret,
    ...(kind === "machine" ? machineFlows() : peopleFlows(client, urls)),
    allowedOAuthScopes: allowedScopes(name, client, policy),
    callbackUrls: urls?.callbackUrls ?? [],
    logoutUrls: urls?.logoutUrls ?? [],
    identityProviders: client.kind === "machine" ? [] : ["COGNITO", ...(client.identityProviders ?? [])],
    readAttributes: readAttributes(client, policy),
    writeAttributes: writeAttributes(client, policy) ?? ["updated_at"],
    lifetimes: { ...DEFAULT_LIFETIMES, ...client.lifetimes },
  };
}

/** Refreshing alone, which a machine never gets to do: an empty list would give it Cognito's default, signing people in. */
function machineFlows(): Pick<ClientBlueprint, "explicitAuthFlows" | "allowedOAuthFlows"> {
  return { explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"], allowedOAuthFlows: ["client_credentials"] };
}

function peopleFlows(
  { signIn = ["srp", "hosted"] }: ClientDeclaration,
  urls: ClientContext["urls"],
): Pick<ClientBlueprint, "explicitAuthFlows" | "allowedOAuthFlows"> {
  const flows = signIn.flatMap((way) => (way === "hosted" ? [] : [AUTH_FLOWS[way]]));
  const isHosted = signIn.includes("hosted") && (urls?.callbackUrls.length ?? 0) > 0;
  return {
    explicitAuthFlows: [...flows, "ALLOW_REFRESH_TOKEN_AUTH"],
    allowedOAuthFlows: isHosted ? ["code"] : [],
  };
}

/** What may be asked for: the client's own list, and the drawn scopes that must be asked for. */
export function allowedScopes(name: string, client: ClientDeclaration, policy: PolicyDocument): string[] {
  const picture = client.kind === "machine" ? policy.machineToken : policy.accessToken;
  const asked = Object.entries(picture?.scopes ?? {})
    .filter(([, rule]) => rule.asked === "required" && rule.clients.includes(name))
    .map(([scope]) => scope);
  return [...new Set([...client.scopes, ...asked])];
}

function readAttributes({ reads }: ClientDeclaration, policy: PolicyDocument): [string, ...string[]] {
  const standard = STANDARD_ATTRIBUTES.map(({ name }) => name);
  const all = [...standard, ...Object.keys(policy.attributes ?? {}).map((name) => `custom:${name}`)];
  const [first = "email", ...rest] = reads ?? all;
  return [first, ...rest];
}
