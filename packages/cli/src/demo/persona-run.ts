// What did one persona get with one client, and what does the policy say to it?
import { type Explanation, explain, type Facts, type Persona, personaFacts } from "@claimsmith/claims-policy";
import { type Grant, type TokenClaims, USER_ADMIN_SCOPE } from "@claimsmith/cognito-model";
import type { LocalStack } from "../local-stack.ts";
import { cognitoClient } from "../local-users.ts";
import { type DecodedToken, decodedToken } from "./decoded-token.ts";
import { tokensWithoutTrigger } from "./default-tokens.ts";
import { type Refusal, type SignInAnswer, signMachineIn, signPersonIn } from "./sign-in.ts";

/** A persona and one of the clients that it signs in with. */
export interface Attempt {
  readonly name: string;
  readonly persona: Persona;
  /** The client's name in the policy. */
  readonly client: string;
  readonly grant: Grant;
  /** What was asked for and the client may have: what the trigger is told. */
  readonly scopes: readonly string[];
}

/** What came of an attempt: either `refused` or an access token. */
export interface PersonaRun extends Attempt {
  readonly idToken?: DecodedToken;
  readonly accessToken?: DecodedToken;
  readonly refused?: Refusal;
  /** The policy's own decision for the same facts, rule by rule. */
  readonly explanation: Explanation;
  /** What the tokens would be without a trigger. Absent where the sign-in was refused. */
  readonly defaults?: TokenClaims;
}

/** Signs every persona in with each of its clients, one after the other. */
export async function runPersonas(stack: LocalStack): Promise<PersonaRun[]> {
  const client = cognitoClient(stack.pool);
  const runs: PersonaRun[] = [];
  try {
    for (const attempt of attemptsOf(stack)) runs.push(runOf(stack, attempt, await signIn(attempt)));
  } finally {
    client.destroy();
  }
  return runs;

  function signIn({ name, persona, client: clientName }: Attempt): Promise<SignInAnswer> {
    const credentials = stack.pool.clients[clientName];
    const user = stack.users[name];
    if (credentials === undefined) throw new TypeError(`the pool has no client ${clientName}`);
    if (persona.kind === "machine") return signMachineIn(stack.pool, credentials, persona.metadata);
    if (user === undefined) throw new TypeError(`the pool has no user ${name}`);
    return signPersonIn(client, user, credentials);
  }
}

function attemptsOf({ config, blueprint }: LocalStack): Attempt[] {
  return Object.entries(config.personas).flatMap(([name, persona]): Attempt[] => {
    if (persona.kind === "user") {
      const scopes = [USER_ADMIN_SCOPE];
      return persona.clients.map((client) => ({ name, persona, client, grant: "sdk", scopes }));
    }
    const { client } = persona;
    const scopes = blueprint.clients.find((each) => each.name === client)?.allowedOAuthScopes ?? [];
    return [{ name, persona, client, grant: "machine", scopes }];
  });
}

function runOf(stack: LocalStack, attempt: Attempt, answer: SignInAnswer): PersonaRun {
  const explanation = explain(stack.config.policy, factsOf(stack, attempt));
  if ("refused" in answer) return { ...attempt, refused: answer.refused, explanation };
  const accessToken = decodedToken(answer.accessToken);
  const idToken = answer.idToken === undefined ? undefined : decodedToken(answer.idToken);
  const defaults = tokensWithoutTrigger(stack, attempt, {
    access: accessToken.payload,
    id: idToken?.payload,
  });
  return { ...attempt, ...(idToken !== undefined && { idToken }), accessToken, explanation, defaults };
}

/** The facts of an attempt, from the persona: what the trigger learns of it from its event. */
function factsOf({ config, snapshot, users }: LocalStack, attempt: Attempt): Facts {
  const { name, persona, client, scopes } = attempt;
  const { policy, hash: policyHash } = snapshot;
  const settings = config.environment.settings ?? {};
  return personaFacts(persona, { policy, policyHash, settings, client, scopes, sub: users[name]?.sub ?? "" });
}
