// How do the tests sign in by SRP? With cognito-srp-helper as the client, through the AWS SDK, at the world's time.
import {
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
  RespondToAuthChallengeCommand,
  type RespondToAuthChallengeCommandOutput,
} from "@aws-sdk/client-cognito-identity-provider";
import { createSrpSession, signSrpSession, wrapAuthChallenge, wrapInitiateAuth } from "cognito-srp-helper";
import { CLIENT_IDS, USER_POOL_ID } from "./blueprint.ts";
import { NOW_MS, PASSWORD, type World } from "./world.ts";

/** One attempt to sign in, which differs from a right one in what the test says. */
export interface SrpAttempt {
  readonly username: string;
  readonly password?: string;
  readonly clientId?: string;
  /** Milliseconds since 1970 at which the client signs. Default: the time at which worlds begin. */
  readonly signedAtMs?: number;
  /** Changes to the answer before it is sent. */
  readonly responses?: Readonly<Record<string, string>>;
  readonly clientMetadata?: Record<string, string>;
}

type SrpSession = ReturnType<typeof createSrpSession>;
type Challenge = Pick<InitiateAuthCommandOutput, "ChallengeParameters">;

/** An exchange that the pool has begun: what it sent, and the answer that is due. */
export interface BegunSrp {
  readonly challenge: InitiateAuthCommandOutput;
  readonly answer: RespondToAuthChallengeCommand;
}

/** Asks for the challenge and makes the answer. */
export async function beginSrp({ sdk }: World, attempt: SrpAttempt): Promise<BegunSrp> {
  const { username, password = PASSWORD, clientId = CLIENT_IDS.web.clientId } = attempt;
  const session = newSession(username, password, attempt.signedAtMs);
  const request = {
    ClientId: clientId,
    AuthFlow: "USER_SRP_AUTH" as const,
    AuthParameters: { USERNAME: username },
  };
  const challenge = await sdk.send(new InitiateAuthCommand(wrapInitiateAuth(session, request)));
  const { ChallengeResponses, ...wrapped } = wrapAuthChallenge(signed(session, challenge), {
    ClientId: clientId,
    ChallengeName: "PASSWORD_VERIFIER" as const,
    ChallengeResponses: { USERNAME: username },
  });
  const answer = new RespondToAuthChallengeCommand({
    ...wrapped,
    ChallengeResponses: { ...ChallengeResponses, ...attempt.responses },
    ...(attempt.clientMetadata === undefined ? {} : { ClientMetadata: attempt.clientMetadata }),
  });
  return { challenge, answer };
}

/** A client's session that signs at the world's time. */
export function newSession(username: string, password: string, signedAtMs = NOW_MS): SrpSession {
  const timestamp = timestampAt(signedAtMs);
  return { ...createSrpSession(username, password, USER_POOL_ID, false), timestamp };
}

/** The session with the proof for a challenge. */
export function signed(session: SrpSession, { ChallengeParameters = {} }: Challenge) {
  return signSrpSession(session, { ChallengeParameters });
}

/** Signs in by SRP from beginning to end. */
export async function signInBySrp(
  world: World,
  attempt: SrpAttempt,
): Promise<RespondToAuthChallengeCommandOutput> {
  return world.sdk.send((await beginSrp(world, attempt)).answer);
}

/** A time as Cognito's clients write it: `Tue Sep 1 04:05:06 UTC 2026`. */
export function timestampAt(ms: number): string {
  const [, day = "", date = "", month = "", year = "", time = ""] =
    /^(\w{3}), (\d{2}) (\w{3}) (\d{4}) ([\d:]{8})/.exec(new Date(ms).toUTCString()) ?? [];
  return `${day} ${month} ${Number(date)} ${time} UTC ${year}`;
}
