// What do the tokens of a policy look like to those who read them? Plain data that every format is made of.
import {
  DEFAULT_CLAIMS,
  type DefaultClaimRow,
  type EventVersion,
  STANDARD_ATTRIBUTES,
  SYSTEM_SCOPES,
  type SystemScope,
  standardAttribute,
  type TokenKind,
  USER_ADMIN_SCOPE,
} from "@claimsmith/cognito-model";
import { allowedScopes } from "../analysis/pool-blueprint.ts";
import { claimContracts } from "../analysis/token-contract.ts";
import type { ClaimContract } from "../contract.ts";
import { sourceInWords } from "../evaluation/explain.ts";
import type { Condition } from "../language/conditions.ts";
import { identifyingAttribute } from "../language/identifying-attribute.ts";
import { memberPath } from "../language/member-path.ts";
import type { PolicyDocument, TokenPicture } from "../language/policy.ts";
import { grantsOf } from "../preview/preview-pool.ts";
import type { PolicySnapshot } from "../snapshot/snapshot.ts";
import { conditionInWords } from "./condition-in-words.ts";

/** A claim that the policy puts on a token. */
export interface CatalogueClaim extends ClaimContract {
  readonly name: string;
  /** Where the policy says so: `accessToken.claims.country_id`. */
  readonly rule: string;
  /** True where it carries what identifies a person. */
  readonly personal: boolean;
  /** In words: `attribute locale, mapped`. */
  readonly from: string;
  /** In words; absent where the claim has no condition. */
  readonly when?: string;
}

/** A claim that Cognito puts on a token. */
export interface CognitoClaim {
  readonly name: string;
  readonly type: DefaultClaimRow["type"];
  readonly required: boolean;
  /** True for an attribute that identifies a person. */
  readonly personal: boolean;
  /** In words: `member of a group`. */
  readonly when: string;
}

/** A claim that the policy takes off a token. */
export interface SuppressedClaim {
  readonly name: string;
  /** Where the policy says so: `idToken.suppress.phone_number`. */
  readonly rule: string;
  /** Absent where it is taken off always. */
  readonly when?: string;
}

/** One token. */
export interface CatalogueToken {
  readonly token: TokenKind;
  /** Who gets it through which clients. */
  readonly kind: "user" | "machine";
  readonly clients: readonly string[];
  readonly claims: readonly CatalogueClaim[];
  readonly suppressed: readonly SuppressedClaim[];
  /** Without what the policy always suppresses. */
  readonly cognitoClaims: readonly CognitoClaim[];
}

/** How a client's tokens come to carry a scope. */
export interface ScopeGrant {
  readonly client: string;
  readonly kind: "user" | "machine";
  /** `asked`: the client may ask for it. `added`: the policy adds it. `api`: from every sign-in through the API. */
  readonly how: "asked" | "added" | "api";
  /** Where the policy draws it: `accessToken.scopes.orders/read`. Absent where the client's list alone decides. */
  readonly rule?: string;
  readonly when?: string;
}

/** A scope, with the sentence that describes it. */
export interface CatalogueScope {
  readonly scope: string;
  readonly description: string;
  readonly grants: readonly ScopeGrant[];
}

/** The tokens of a policy. */
export interface TokenCatalogue {
  readonly policyName: string;
  readonly policyHash: string;
  readonly eventVersion: EventVersion;
  /** Access tokens of people and machines, then ID tokens; only those that some client can get. */
  readonly tokens: readonly CatalogueToken[];
  readonly scopes: readonly CatalogueScope[];
  readonly groups: readonly { readonly name: string; readonly description?: string }[];
}

/** The catalogue of a policy's tokens. The same snapshot gives the same catalogue. */
export function tokenCatalogue({ policy, hash, eventVersion }: PolicySnapshot): TokenCatalogue {
  return {
    policyName: policy.name,
    policyHash: hash,
    eventVersion,
    tokens: TOKENS.flatMap((row) => tokenOf(row, policy)),
    scopes: scopesOf(policy),
    groups: Object.entries(policy.groups ?? {}).map(([name, { description }]) => ({
      name,
      ...(description !== undefined && { description }),
    })),
  };
}

const TOKENS = [
  { token: "access", kind: "user", picture: "accessToken" },
  { token: "access", kind: "machine", picture: "machineToken" },
  { token: "id", kind: "user", picture: "idToken" },
] as const;

function tokenOf({ token, kind, picture: name }: (typeof TOKENS)[number], policy: PolicyDocument) {
  const clients = clientsOf(policy, kind);
  if (clients.length === 0) return [];
  const picture: TokenPicture = policy[name] ?? {};
  const suppressed = Object.entries(picture.suppress ?? {}).map(([claim, { when }]) => ({
    name: claim,
    rule: memberPath(`${name}.suppress`, claim),
    ...inWords(when),
  }));
  const gone = suppressed.filter(({ when }) => when === undefined).map((each) => each.name);
  const contracts = claimContracts(policy, picture);
  const claims = Object.entries(picture.claims ?? {}).flatMap(([claim, declared]): CatalogueClaim[] => {
    const contract = contracts[claim];
    if (contract === undefined || gone.includes(claim)) return [];
    const types = distinctTypes(contract.types);
    const rule = memberPath(`${name}.claims`, claim);
    const personal = identifyingAttribute(claim, declared) !== undefined;
    const from = sourceInWords(declared.from);
    return [{ name: claim, rule, personal, ...contract, types, from, ...inWords(declared.when) }];
  });
  const cognitoClaims = [...defaultsOf(token, kind), ...(token === "id" ? attributesOf(policy) : [])].filter(
    (claim) => !gone.includes(claim.name),
  );
  return [{ token, kind, clients, claims, suppressed, cognitoClaims }];
}

/** The same values, each said once: what `or` and `otherwise` give may be among the others already. */
function distinctTypes(types: ClaimContract["types"]): ClaimContract["types"] {
  const said = new Set<unknown>(types.flatMap((type) => (type.type === "oneOf" ? type.values : [])));
  return types.flatMap((type): ClaimContract["types"][number][] => {
    if (type.type !== "exact") return [type];
    const values = type.values.filter((value) => !said.has(value));
    for (const value of values) said.add(value);
    return values.length === 0 ? [] : [{ ...type, values }];
  });
}

function inWords(when: Condition | undefined): { readonly when?: string } {
  return when === undefined ? {} : { when: conditionInWords(when) };
}

function clientsOf(policy: PolicyDocument, kind: "user" | "machine"): string[] {
  return Object.entries(policy.clients)
    .filter(([, client]) => (client.kind === "machine") === (kind === "machine"))
    .map(([name]) => name);
}

function defaultsOf(token: TokenKind, kind: "user" | "machine"): CognitoClaim[] {
  return DEFAULT_CLAIMS.filter(
    (row) => row.token === token && (row.grants === "all" || row.grants === kind),
  ).map(({ name, type, when }) => ({
    name,
    type,
    required: when.startsWith("always"),
    personal: false,
    when,
  }));
}

/** Attributes that some client of people may read. On tokens custom ones are text, whatever they are declared as. */
function attributesOf(policy: PolicyDocument): CognitoClaim[] {
  const custom = Object.keys(policy.attributes ?? {}).map((name) => `custom:${name}`);
  const people = clientsOf(policy, "user").map((name) => policy.clients[name]?.reads);
  const isRead = (name: string) => people.some((reads) => reads?.includes(name) ?? true);
  return [...STANDARD_ATTRIBUTES.map(({ name }) => name), ...custom].filter(isRead).map((name) => ({
    name,
    type: name.endsWith("_verified") && !name.startsWith("custom:") ? "boolean" : "string",
    required: false,
    personal: standardAttribute(name)?.personal === true,
    when: "the user has it, and the scopes release it",
  }));
}

const SYSTEM_DESCRIPTIONS: Readonly<Record<SystemScope, string>> = {
  openid: "An ID token, and userInfo",
  email: "The e-mail address in userInfo",
  phone: "The telephone number in userInfo",
  profile: "The profile in userInfo",
  "aws.cognito.signin.user.admin": "The user's own account: attributes, password, devices",
};

function scopesOf(policy: PolicyDocument): CatalogueScope[] {
  const declared = Object.entries(policy.resourceServers ?? {}).flatMap(([identifier, { scopes }]) =>
    Object.entries(scopes).map(([name, description]) => [`${identifier}/${name}`, description] as const),
  );
  const system = SYSTEM_SCOPES.map((scope) => [scope, SYSTEM_DESCRIPTIONS[scope]] as const);
  return [...declared, ...system].map(([scope, description]) => ({
    scope,
    description,
    grants: Object.keys(policy.clients).flatMap((client) => grantOf(policy, client, scope)),
  }));
}

function grantOf(policy: PolicyDocument, client: string, scope: string): ScopeGrant[] {
  const declared = policy.clients[client];
  const withheld = policy.accessToken?.withhold?.[scope];
  const isWithheld = withheld !== undefined && (withheld.clients?.includes(client) ?? true);
  if (declared === undefined || (isWithheld && withheld.when === undefined)) return [];
  const kind = declared.kind === "machine" ? "machine" : "user";
  const rule = (kind === "machine" ? policy.machineToken : policy.accessToken)?.scopes?.[scope];
  if (rule !== undefined && !rule.clients.includes(client)) return [];
  const when =
    isWithheld && withheld.when ? ({ test: "not", condition: withheld.when } as const) : rule?.when;
  const path = memberPath(kind === "machine" ? "machineToken.scopes" : "accessToken.scopes", scope);
  const told = { ...(rule !== undefined && { rule: path }), ...inWords(when) };
  const grants = grantsOf(policy, client);
  const isAsked = allowedScopes(client, declared, policy).includes(scope);
  if (isAsked && grants.some((grant) => grant === "hosted" || grant === "machine")) {
    return [{ client, kind, how: "asked", ...told }];
  }
  if (scope === USER_ADMIN_SCOPE && grants.includes("sdk")) {
    return [{ client, kind, how: "api", ...told }];
  }
  return rule === undefined || rule.asked !== undefined ? [] : [{ client, kind, how: "added", ...told }];
}
