// What does the deployed trigger make of a sign-in? The real handler of policy.json, asked with the event that Cognito would send.
import {
  applyTriggerResponse,
  type Claims,
  defaultClaims,
  EVENT_VERSIONS,
  type Grant,
  MACHINE_USER_NAME,
  type TokenClaims,
  type TriggerResponse,
  triggerSourceOf,
} from "@claimsmith/cognito-model";
import legacySnapshot from "@claimsmith/orders-policy/legacy-email.json" with { type: "json" };
import ordersSnapshot from "@claimsmith/orders-policy/policy.json" with { type: "json" };
import { createHandler } from "@claimsmith/trigger";

/** A deployment of a committed policy. */
export interface Deployment {
  readonly snapshot: { readonly eventVersion: string };
  readonly settings?: object;
  /** Client name → app client id. */
  readonly clientIds: Readonly<Record<string, string>>;
}

/** The committed policies. */
export const SNAPSHOTS = { orders: ordersSnapshot, "legacy-email": legacySnapshot };

/** One sign-in as the pool sees it. */
export interface SignIn {
  readonly client: string;
  readonly grant: Grant;
  readonly oauth: boolean;
  readonly scopes: readonly string[];
  readonly metadata?: Readonly<Record<string, string>>;
  /** Absent for a machine. */
  readonly user?: {
    readonly sub: string;
    readonly attributes: Readonly<Record<string, string>>;
    /** Those that reach the ID token. */
    readonly released: Readonly<Record<string, string>>;
    readonly groups: readonly string[];
    readonly roles: readonly string[];
    readonly preferredRole?: string;
  };
}

const versionOf = ({ snapshot }: Deployment) =>
  EVENT_VERSIONS[snapshot.eventVersion as keyof typeof EVENT_VERSIONS];

/** The whole event that comes back. Rejects where the trigger refuses. */
async function answerOf(deployment: Deployment, signIn: SignIn): Promise<TriggerResponse> {
  const { snapshot, settings = {}, clientIds } = deployment;
  const names = Object.entries(clientIds).map(([name, id]) => [id, name]);
  const options = { clients: Object.fromEntries(names), settings: settings as never, log: () => undefined };
  const answer = await createHandler(snapshot, options)(eventOf(deployment, signIn));
  return (answer as { readonly response: TriggerResponse }).response;
}

function eventOf(deployment: Deployment, { client, grant, scopes, user, metadata }: SignIn): object {
  const version = versionOf(deployment);
  return {
    version,
    triggerSource: triggerSourceOf(grant),
    region: "eu-west-1",
    userPoolId: "eu-west-1_Testkit",
    userName: user?.sub ?? MACHINE_USER_NAME,
    callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: deployment.clientIds[client] },
    request: {
      userAttributes: user ? { sub: user.sub, "cognito:user_status": "CONFIRMED", ...user.attributes } : {},
      groupConfiguration: user
        ? {
            groupsToOverride: user.groups,
            iamRolesToOverride: user.roles,
            preferredRole: user.preferredRole ?? null,
          }
        : null,
      ...(version !== "1" && { scopes }),
      clientMetadata: metadata ?? null,
    },
    response: {},
  };
}

/** The claims of both tokens. Ids and times, which the pool makes up, are those of the tokens that were issued. */
export async function deployedTokens(
  deployment: Deployment,
  signIn: SignIn,
  issued: { readonly access: Claims; readonly id?: Claims | undefined },
): Promise<TokenClaims> {
  const { access, id } = issued;
  const text = (value: unknown) => (value === undefined ? undefined : String(value));
  const { client, user } = signIn;
  const clientId = deployment.clientIds[client] ?? "";
  const [originId, accessTokenHash] = [text(access.origin_jti), text(id?.at_hash)];
  const defaults = defaultClaims({
    grant: signIn.grant,
    oauth: signIn.oauth,
    issuer: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Testkit",
    clientId,
    scopes: signIn.scopes,
    issuedAt: Number(access.iat),
    authTime: Number(access.auth_time),
    accessTokenExpiresAt: Number(access.exp),
    idTokenExpiresAt: Number(id?.exp),
    accessTokenId: String(access.jti),
    idTokenId: String(id?.jti),
    eventId: String(access.event_id),
    ...(originId !== undefined && { originId }),
    ...(accessTokenHash !== undefined && { accessTokenHash }),
    ...(user !== undefined && { user: { ...user, username: user.sub, attributes: user.released } }),
  });
  const response = await answerOf(deployment, signIn);
  return applyTriggerResponse(defaults, response, versionOf(deployment), clientId);
}
