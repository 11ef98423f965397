// Whom does a fact come from? Groups, constants and settings are trusted, metadata is not, attributes depend on who may write them.
import { STANDARD_ATTRIBUTES, standardAttribute, USER_ADMIN_SCOPE } from "@claimsmith/cognito-model";
import { ownMember } from "../language/own-member.ts";
import type { ClientDeclaration, PolicyDocument } from "../language/policy.ts";
import type { BaseSource } from "../language/sources.ts";
import { attributesBehind, sourcesOfRule } from "./facts-read.ts";
import { type ListedRule, rulesOf } from "./rules-of.ts";

/** Standard attributes that every user of the pool must have. Every client may write them, whatever its list says. */
export const REQUIRED_ATTRIBUTES: readonly string[] = ["email"];

/** True where a fact comes from someone who may decide about access. (Working with user attributes) */
export function isTrusted(source: BaseSource, policy: PolicyDocument): boolean {
  if (source.source === "metadata") return false;
  return attributesBehind(source, policy).every((name) => isTrustedAttribute(name, policy));
}

function isTrustedAttribute(name: string, policy: PolicyDocument): boolean {
  if (REQUIRED_ATTRIBUTES.includes(name)) return false;
  return peopleClients(policy).every(([client, declared]) => {
    if (ownWrites(declared, policy).includes(name)) return false;
    return !mappedAttributes(declared, policy).includes(name) || withholdsAdminScope(client, policy);
  });
}

/** What a client's users may write, never empty: an empty list would make everything writable. `undefined` where no attribute is left. */
export function writeAttributes(
  client: ClientDeclaration,
  policy: PolicyDocument,
): [string, ...string[]] | undefined {
  const people =
    client.kind === "machine" ? [] : [...ownWrites(client, policy), ...mappedAttributes(client, policy)];
  const unread = STANDARD_ATTRIBUTES.find(
    ({ name, clientWritable }) => clientWritable && !isRead(name, policy),
  );
  const [first, ...rest] = new Set(people);
  if (first !== undefined) return [first, ...rest];
  return unread === undefined ? undefined : [unread.name];
}

function ownWrites({ writes }: ClientDeclaration, policy: PolicyDocument): readonly string[] {
  if (writes !== undefined) return writes;
  const trusted = attributesRead(policy, "trusted");
  return STANDARD_ATTRIBUTES.filter(({ name, clientWritable }) => clientWritable && !trusted.has(name)).map(
    ({ name }) => name,
  );
}

/** The attributes that the client's identity providers map: without write permission for them, federated sign-in fails. */
function mappedAttributes({ identityProviders }: ClientDeclaration, policy: PolicyDocument): string[] {
  return (identityProviders ?? []).flatMap(
    (provider) => ownMember(policy.identityProviders, provider)?.attributes ?? [],
  );
}

/**
 * True where no token of the client can carry the admin scope: it is withheld whatever the facts. Between federated sign-ins a
 * mapped attribute can be written only with a token that carries it.
 */
export function withholdsAdminScope(client: string, policy: PolicyDocument): boolean {
  const withheld = policy.accessToken?.withhold?.[USER_ADMIN_SCOPE];
  return (
    withheld !== undefined && withheld.when === undefined && (withheld.clients?.includes(client) ?? true)
  );
}

function isRead(name: string, policy: PolicyDocument): boolean {
  return REQUIRED_ATTRIBUTES.includes(name) || attributesRead(policy, "any").has(name);
}

interface AttributesRead {
  readonly any: ReadonlySet<string>;
  /** Those that some rule reads without saying that its claim is asserted. */
  readonly trusted: ReadonlySet<string>;
}

const attributesReadBy = new WeakMap<PolicyDocument, AttributesRead>();

/** The attributes that the rules of a policy read; computed once for each policy. */
function attributesRead(policy: PolicyDocument, which: keyof AttributesRead): ReadonlySet<string> {
  let known = attributesReadBy.get(policy);
  if (known === undefined) {
    const rules = rulesOf(policy);
    const readBy = (some: readonly ListedRule[]) =>
      new Set(
        some.flatMap((rule) => sourcesOfRule(rule).flatMap(({ source }) => attributesBehind(source, policy))),
      );
    known = { any: readBy(rules), trusted: readBy(rules.filter((rule) => rule.claim?.asserted !== true)) };
    attributesReadBy.set(policy, known);
  }
  return known[which];
}

/** The clients that people sign in with. */
function peopleClients(policy: PolicyDocument): [string, ClientDeclaration][] {
  return Object.entries(policy.clients).filter(([, { kind }]) => kind !== "machine");
}

/** True for an attribute that the pool has: standard, or declared. */
export function isKnownAttribute(name: string, policy: PolicyDocument): boolean {
  if (name.startsWith("custom:")) return Object.hasOwn(policy.attributes ?? {}, name.slice("custom:".length));
  return standardAttribute(name) !== undefined;
}
