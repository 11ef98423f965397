// What would one write without a policy language? The orders policy as plain code: same checks, same answers.
import type { LeftOut } from "@claimsmith/claims-policy/evaluator";
import type { TriggerEvent, TriggerResponse } from "@claimsmith/cognito-model";

/** What one deployment knows. */
export interface Deployment {
  /** App client id → client name. */
  readonly clients: Readonly<Record<string, string>>;
  readonly settings: {
    readonly partnerId: string;
    readonly adminRoleArn: string;
    readonly customerRoleArn: string;
  };
  readonly policyHash: string;
}

/** The response, and what the log is told of claims that a broken fact left out. */
export interface Answer {
  readonly response: TriggerResponse;
  readonly leftOut: readonly LeftOut[];
}

/** What becomes of an event: the answer, or why there is none. */
export type Outcome =
  | Answer
  | "CLIENT_UNKNOWN"
  | "CLIENT_KIND_MISMATCH"
  | "DENIED"
  | "FACT_INVALID"
  | "REQUIRED_CLAIM_MISSING";

const COUNTRIES: ReadonlyMap<string, string> = new Map([
  ["en-GB", "uk"],
  ["de-DE", "de"],
  ["fr-FR", "fr"],
]);
const OWNER_ROLES = { owner: { document_permission: "full_control", invitation_permission: "write" } };
const MAX_COMPANY_ID_BYTES = 36;
const MAX_ATTRIBUTE_LENGTH = 2_048;
const NO_COUNTRY: LeftOut = {
  token: "access",
  name: "country_id",
  rule: "accessToken.claims.country_id",
  why: "FACT_INVALID",
};

/** Answers an event for the orders pool. */
export function answerByHand(event: TriggerEvent, deployment: Deployment): Outcome {
  const clientId = event.callerContext.clientId;
  const client = Object.hasOwn(deployment.clients, clientId) ? deployment.clients[clientId] : undefined;
  if (client === undefined) return "CLIENT_UNKNOWN";
  const isMachine = event.triggerSource === "TokenGeneration_ClientCredentials";
  if (isMachine !== (client === "partner")) return "CLIENT_KIND_MISMATCH";
  return isMachine ? machineAnswer(deployment) : userAnswer(event, deployment);
}

function machineAnswer({ settings, policyHash }: Deployment): Outcome {
  const claimsToAddOrOverride = { claims_policy: policyHash, external_partner_id: settings.partnerId };
  const accessTokenGeneration = { claimsToAddOrOverride };
  return { response: { claimsAndScopeOverrideDetails: { accessTokenGeneration } }, leftOut: [] };
}

function userAnswer(event: TriggerEvent, deployment: Deployment): Outcome {
  const attributes = event.request.userAttributes as Readonly<Record<string, string | undefined>>;
  const groups = event.request.groupConfiguration?.groupsToOverride ?? [];

  const status = attributes["custom:status"] || "active";
  if (status === "suspended") return "DENIED";
  if (status !== "active") return "FACT_INVALID";
  const companyId = attributes["custom:company_id"];
  if (companyId === undefined || companyId === "") return "REQUIRED_CLAIM_MISSING";
  if (!isShort(companyId)) return "FACT_INVALID";

  const isAdmin = groups.includes("ADMINS");
  const isEveryone = groups.includes("EVERYONE");
  const hasLocale = (attributes.locale ?? "").length <= MAX_ATTRIBUTE_LENGTH;
  const response = {
    claimsAndScopeOverrideDetails: {
      idTokenGeneration: { claimsToSuppress: ["custom:status", "phone_number", "phone_number_verified"] },
      accessTokenGeneration: accessToken(
        { attributes, companyId, isAdmin, hasLocale, policyHash: deployment.policyHash },
        isEveryone,
      ),
      groupOverrideDetails: groupOverride(groups, deployment),
    },
  };
  return { response, leftOut: hasLocale ? [] : [NO_COUNTRY] };
}

function isShort(companyId: string): boolean {
  if (companyId.length > MAX_COMPANY_ID_BYTES) return false;
  return (
    companyId.length * 6 <= MAX_COMPANY_ID_BYTES ||
    Buffer.byteLength(JSON.stringify(companyId)) - 2 <= MAX_COMPANY_ID_BYTES
  );
}

interface ClaimFacts {
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly companyId: string;
  readonly isAdmin: boolean;
  /** False where the locale is too long to be one. */
  readonly hasLocale: boolean;
  readonly policyHash: string;
}

function claims({ attributes, companyId, isAdmin, hasLocale, policyHash }: ClaimFacts) {
  const claims_policy = policyHash;
  const company_id = companyId;
  if (!hasLocale) return claimsWithoutCountry(companyId, isAdmin, policyHash);
  const country_id = COUNTRIES.get(attributes.locale ?? "") ?? "unknown";
  if (!isAdmin) return { claims_policy, company_id, country_id };
  return { claims_policy, company_id, compliance_level: "high", country_id, roles: OWNER_ROLES };
}

/** A locale that cannot be one says nothing about a country, not even that it is unknown. */
function claimsWithoutCountry(company_id: string, isAdmin: boolean, claims_policy: string) {
  if (!isAdmin) return { claims_policy, company_id };
  return { claims_policy, company_id, compliance_level: "high", roles: OWNER_ROLES };
}

function accessToken(facts: ClaimFacts, isEveryone: boolean) {
  const scopesToAdd: string[] = [];
  const scopesToSuppress: string[] = [];
  (facts.isAdmin ? scopesToAdd : scopesToSuppress).push("admin/*");
  (isEveryone ? scopesToAdd : scopesToSuppress).push("everyone/*");
  scopesToAdd.push("orders/read");
  (isEveryone ? scopesToAdd : scopesToSuppress).push("orders/write");
  const claimsToAddOrOverride = claims(facts);
  return scopesToSuppress.length > 0
    ? { claimsToAddOrOverride, scopesToAdd, scopesToSuppress }
    : { claimsToAddOrOverride, scopesToAdd };
}

function groupOverride(groups: readonly string[], { settings }: Deployment) {
  const isAdmin = groups.includes("ADMINS");
  const groupsToOverride: string[] = [];
  const iamRolesToOverride: string[] = [];
  for (const group of groups) {
    if (group === "TRIAL" && isAdmin) continue;
    groupsToOverride.push(group);
    if (group === "ADMINS") iamRolesToOverride.push(settings.adminRoleArn);
    if (group === "EVERYONE") iamRolesToOverride.push(settings.customerRoleArn);
  }
  if (iamRolesToOverride.length === 0) return { groupsToOverride, iamRolesToOverride };
  const preferredRole = isAdmin ? settings.adminRoleArn : settings.customerRoleArn;
  return { groupsToOverride, iamRolesToOverride, preferredRole };
}
