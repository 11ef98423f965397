// Does a deployed environment work for its users? One signs in, the verifier takes the access token, and the API takes no other.
import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import type { PolicySnapshot } from "@claimsmith/claims-policy";
import { type TokenContract, tokenContract } from "@claimsmith/claims-policy/contract";
import { createVerifier, type Principal } from "@claimsmith/verifier";
import { checkApi } from "./check-api.ts";
import { causeCode, SmokeError } from "./errors.ts";
import { signIn, type TestUser } from "./sign-in.ts";
import type { SmokeTarget } from "./target.ts";

/** What one run needs. */
export interface SmokeOptions {
  readonly target: SmokeTarget;
  /** The policy that was deployed. */
  readonly snapshot: PolicySnapshot;
  /** The client of the policy through which the user signs in; it must allow `password`. */
  readonly client: string;
  readonly user: TestUser;
  readonly cognito: CognitoIdentityProviderClient;
  /** Gets one line for each check that passed. */
  readonly log: (line: string) => void;
}

/** The claim by which the orders policy names itself on its tokens. */
const POLICY_CLAIM = "claims_policy";

/**
 * Makes every check.
 * @throws SmokeError at the first that fails
 */
export async function smoke({ target, snapshot, client, user, cognito, log }: SmokeOptions): Promise<void> {
  const clientId = target.clientIds[client];
  if (clientId === undefined)
    throw new SmokeError("NOT_DEPLOYED", `expected the client ${client} among the deployed ones`);
  const tokens = await signIn(cognito, clientId, user);
  log("the test user signs in");
  const { claims } = await verified(target, snapshot, tokens.accessToken);
  log("the verifier takes the access token");
  checkPolicy(claims, snapshot);
  log("the policy of the release made it");
  const statuses = await checkApi(target.apiUrl, tokens);
  log(`the API answers ${statuses.join(", ")}: access token, ID token, no token`);
}

async function verified(target: SmokeTarget, snapshot: PolicySnapshot, token: string): Promise<Principal> {
  const { userPoolId, issuer, clientIds } = target;
  const contract: TokenContract = tokenContract(snapshot);
  try {
    return await createVerifier(contract, { userPoolId, issuer, clients: clientIds }).verify(token, {});
  } catch (cause) {
    const message = `expected an access token that the verifier takes, received ${causeCode(cause)}`;
    throw new SmokeError("TOKEN_REFUSED", message, { cause });
  }
}

/** Where the policy puts its hash on access tokens, an old trigger shows. */
function checkPolicy(claims: object, { policy, hash }: PolicySnapshot): void {
  if (policy.accessToken?.claims?.[POLICY_CLAIM] === undefined) return;
  if ((claims as Readonly<Record<string, unknown>>)[POLICY_CLAIM] === hash) return;
  const message = `expected the claim ${POLICY_CLAIM} to name the policy of the release: the trigger is another`;
  throw new SmokeError("OTHER_POLICY", message);
}
