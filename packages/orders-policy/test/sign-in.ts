// What do the tokens of one sign-in carry before and after a policy's trigger?
import {
  type Decision,
  evaluate,
  type Facts,
  type PolicyDocument,
  triggerResponse,
} from "@claimsmith/claims-policy";
import {
  applyTriggerResponse,
  defaultClaims,
  type EventVersionNumber,
  type Grant,
  type JsonValue,
  type TokenClaims,
  USER_ADMIN_SCOPE,
} from "@claimsmith/cognito-model";

/** One sign-in of a person, or one request of a machine. */
export interface SignIn {
  readonly client: string;
  readonly grant: Grant;
  /** Of a person; absent for a machine. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly groups?: readonly string[];
  /** The roles that the pool gives before any override. */
  readonly roles?: readonly string[];
  /** Default: what an SDK sign-in has. */
  readonly scopes?: readonly string[];
}

/** What a policy is asked with. */
export interface Surroundings {
  readonly settings?: Readonly<Record<string, JsonValue>>;
  readonly policyHash?: string;
  readonly version: EventVersionNumber;
}

const SDK_SCOPES = [USER_ADMIN_SCOPE];

/** The decision of a policy about a sign-in. */
export function decisionOn(
  policy: PolicyDocument,
  { client, attributes, groups = [], scopes = SDK_SCOPES }: SignIn,
  { settings = {}, policyHash = "" }: Omit<Surroundings, "version">,
): Decision {
  const shared = { client, scopes, settings, policyHash };
  const facts: Facts =
    attributes === undefined
      ? { kind: "machine", ...shared }
      : { kind: "user", ...shared, groups, attributes: { sub: "u-1", ...attributes } };
  return evaluate(policy, facts);
}

/** The claims of the tokens as Cognito makes them without a trigger. */
export function tokensBefore({ client, grant, attributes, groups, roles, scopes }: SignIn): TokenClaims {
  const [preferredRole] = roles ?? [];
  return defaultClaims({
    grant,
    oauth: grant === "hosted" || grant === "machine",
    issuer: "https://issuer.example.com",
    clientId: `client-id-of-${client}`,
    scopes: scopes ?? SDK_SCOPES,
    issuedAt: 1_700_000_000,
    authTime: 1_700_000_000,
    accessTokenExpiresAt: 1_700_000_900,
    idTokenExpiresAt: 1_700_000_900,
    accessTokenId: "jti-1",
    idTokenId: "jti-2",
    eventId: "event-1",
    ...(attributes && {
      user: {
        sub: "u-1",
        username: "u-1",
        attributes,
        groups: groups ?? [],
        roles: roles ?? [],
        ...(preferredRole !== undefined && { preferredRole }),
      },
    }),
  });
}

/** The same with the trigger of a policy, and what that asked for in vain. Throws where the policy refuses. */
export function tokensAfter(policy: PolicyDocument, signIn: SignIn, surroundings: Surroundings) {
  const decision = decisionOn(policy, signIn, surroundings);
  if (decision.outcome === "refuse") throw new TypeError(`refused: ${decision.code} by ${decision.rule}`);
  const { version } = surroundings;
  const response = triggerResponse(decision, version);
  return applyTriggerResponse(tokensBefore(signIn), response, version, `client-id-of-${signIn.client}`);
}
