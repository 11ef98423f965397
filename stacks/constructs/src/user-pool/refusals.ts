// Which pools may not be deployed? What Cognito would refuse half-way, and what it would accept and nobody wants.
import { type ClientBlueprint, type FeaturePlan, SYSTEM_SCOPES } from "@claimsmith/cognito-model";
import type { Refusal } from "../refusal.ts";
import type { ClaimsUserPoolOptions } from "./options.ts";
import { lifetimeProblems } from "./token-lifetimes.ts";

/** Everything that is wrong with a pool's arguments. */
export function userPoolRefusals(options: ClaimsUserPoolOptions): readonly Refusal[] {
  return [
    ...poolRefusals(options),
    ...passwordRefusals(options),
    ...roleRefusals(options),
    ...clientRefusals(options),
  ];
}

/** From the lowest. */
const PLANS: readonly FeaturePlan[] = ["LITE", "ESSENTIALS", "PLUS"];
/** (AWS API Reference: CreateUserPool, PoolName) */
const POOL_NAME = /^[\w\s+=,.@-]{1,128}$/;
/** (AWS API Reference: CreateUserPoolDomain, Domain) */
const PREFIX = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** (AWS: Using the Amazon Cognito domain) */
const RESERVED_WORD = /aws|amazon|cognito/;

function poolRefusals(options: ClaimsUserPoolOptions): readonly Refusal[] {
  const { blueprint, poolName, featurePlan, threatProtection, domainPrefix } = options;
  const { lowestPlan, eventVersion } = blueprint.trigger;
  return [
    ...refuse(PLANS.indexOf(featurePlan) < PLANS.indexOf(lowestPlan), {
      code: "PLAN_TOO_LOW",
      at: "featurePlan",
      text: `expected ${lowestPlan} or higher, because the policy needs events ${eventVersion}: choose another plan or a smaller policy`,
    }),
    ...refuse(threatProtection !== undefined && featurePlan !== "PLUS", {
      code: "THREAT_PROTECTION_NEEDS_PLUS",
      at: "threatProtection",
      text: "expected the plan PLUS, which alone has threat protection: choose it or leave threatProtection out",
    }),
    ...refuse(!POOL_NAME.test(poolName), {
      code: "POOL_NAME_INVALID",
      at: "poolName",
      text: "expected 1 to 128 letters, digits, spaces and _+=,.@-",
    }),
    ...refuse(
      domainPrefix !== undefined && (!PREFIX.test(domainPrefix) || RESERVED_WORD.test(domainPrefix)),
      {
        code: "DOMAIN_PREFIX_INVALID",
        at: "domainPrefix",
        text: "expected 1 to 63 lower-case letters, digits and inner hyphens, without the words aws, amazon and cognito",
      },
    ),
  ];
}

/** (AWS API Reference: PasswordPolicyType) */
const PASSWORD_BOUNDS = {
  minimumLength: [6, 99],
  temporaryPasswordValidityDays: [0, 365],
} as const;

function passwordRefusals({ passwordPolicy = {} }: ClaimsUserPoolOptions): readonly Refusal[] {
  return (["minimumLength", "temporaryPasswordValidityDays"] as const).flatMap((name) => {
    const [min, max] = PASSWORD_BOUNDS[name];
    const { [name]: value = min } = passwordPolicy;
    return refuse(!Number.isInteger(value) || value < min || value > max, {
      code: "PASSWORD_POLICY_OUT_OF_BOUNDS",
      at: `passwordPolicy.${name}`,
      text: `expected a whole number from ${min} to ${max}`,
    });
  });
}

/** Members of a group get its role's credentials from an identity pool: a role elsewhere is a slip, or an open door. */
function roleRefusals({ blueprint, deployment }: ClaimsUserPoolOptions): readonly Refusal[] {
  return blueprint.groups.flatMap(({ name, roleArn }) =>
    refuse(roleArn !== undefined && accountOf(roleArn) !== deployment.account, {
      code: "ROLE_OF_OTHER_ACCOUNT",
      at: `blueprint.groups.${name}.roleArn`,
      text: "expected a role of the account that the pool is deployed to: correct the setting that names it",
    }),
  );
}

function accountOf(arn: string): string | undefined {
  return arn.split(":")[4];
}

function clientRefusals({ blueprint }: ClaimsUserPoolOptions): readonly Refusal[] {
  const scopes = blueprint.resourceServers.flatMap(({ identifier, scopes }) =>
    scopes.map(({ name }) => `${identifier}/${name}`),
  );
  const known = new Set<string>([...SYSTEM_SCOPES, ...scopes]);
  return blueprint.clients.flatMap((client) =>
    [
      ...listRefusals(client),
      ...lifetimeRefusals(client),
      ...flowRefusals(client),
      ...scopeRefusals(client, known),
    ].map(({ at, ...refusal }) => ({ ...refusal, at: `blueprint.clients.${client.name}.${at}` })),
  );
}

function listRefusals(client: ClientBlueprint): readonly Refusal[] {
  return (["readAttributes", "writeAttributes"] as const).flatMap((at) =>
    refuse(client[at].length === 0, {
      code: "CLIENT_LIST_EMPTY",
      at,
      text: "expected at least one attribute: Terraform drops an empty list, and Cognito's default lets a client have everything",
    }),
  );
}

function lifetimeRefusals({ lifetimes }: ClientBlueprint): readonly Refusal[] {
  return lifetimeProblems(lifetimes).map(({ at, expected }) => ({
    code: "LIFETIME_OUT_OF_BOUNDS",
    at: `lifetimes.${at}`,
    text: `expected ${expected}`,
  }));
}

function flowRefusals({
  explicitAuthFlows,
  allowedOAuthFlows,
  callbackUrls,
}: ClientBlueprint): readonly Refusal[] {
  return [
    ...refuse(explicitAuthFlows.length === 0, {
      code: "CLIENT_WITHOUT_FLOWS",
      at: "explicitAuthFlows",
      text: "expected at least one flow: without any Cognito chooses, and lets people sign in; ALLOW_REFRESH_TOKEN_AUTH alone lets nobody",
    }),
    ...refuse(allowedOAuthFlows.includes("code") && callbackUrls.length === 0, {
      code: "CALLBACK_MISSING",
      at: "callbackUrls",
      text: "expected at least one address, which the code flow returns to",
    }),
  ];
}

function scopeRefusals(
  { allowedOAuthScopes }: ClientBlueprint,
  known: ReadonlySet<string>,
): readonly Refusal[] {
  return allowedOAuthScopes
    .filter((scope) => !known.has(scope))
    .map((scope) => ({
      code: "SCOPE_UNKNOWN",
      at: "allowedOAuthScopes",
      text: `expected scopes of the blueprint's resource servers or of Cognito, found ${scope}`,
    }));
}

function refuse(isWrong: boolean, refusal: Refusal): readonly Refusal[] {
  return isWrong ? [refusal] : [];
}
