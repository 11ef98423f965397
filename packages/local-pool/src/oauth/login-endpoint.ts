// How does a person sign in at GET and POST /login? (AWS: The managed login sign-in endpoint)
import {
  checkReplacement,
  missingAttributes,
  replaceTemporaryPassword,
} from "../actions/temporary-password.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { newOpaqueToken } from "../cloud/identifiers.ts";
import { CognitoError, causeForLog, OAuthError } from "../errors.ts";
import { USERS } from "../store/tables.ts";
import { authTimeNow } from "../tokens/revocation.ts";
import { userWithPassword } from "../users/sign-in-check.ts";
import type { User } from "../users/user.ts";
import { sessionCookie } from "./browser-session.ts";
import { type Form, readForm } from "./form.ts";
import { FORM_TOKEN_FIELD, isOwnForm } from "./form-token.ts";
import { answerAuthorization, type Note } from "./front-channel.ts";
import { finishHostedSignIn } from "./hosted-sign-in.ts";
import { FIELDS, type LoginPage, newPasswordPage, problemPage, signInPage } from "./login-pages.ts";

/** The page with the form. It takes the parameters of the authorize endpoint. Never throws. */
export function showLoginPage(cloud: Cloud, request: Request): Promise<Response> {
  return answerAuthorization(cloud, request, {
    name: "login page",
    answer: async (authorization) => signInPage({ request, authorization }, authorization.loginHint),
  });
}

/** One form that came in, from the page that we gave. */
interface Attempt extends LoginPage {
  readonly cloud: Cloud;
  readonly form: Form;
  readonly note: Note;
}

/** Takes the form. What is wrong stands above it when it comes back. Never throws. */
export function answerLoginForm(cloud: Cloud, request: Request): Promise<Response> {
  return answerAuthorization(cloud, request, {
    name: "login",
    answer: async (authorization, note) => {
      const form = await formOf(request);
      if (form === undefined) return problemPage(400, "expected the form of the login page");
      const attempt = { cloud, request, authorization, form, note };
      if (!isOwnForm(authorization.poolClient.pool, request, form.get(FORM_TOKEN_FIELD))) {
        return signInPage({ ...attempt, problem: "This form has expired: please try again." }, undefined);
      }
      return form.has(FIELDS.session) ? takeNewPassword(attempt) : takePassword(attempt);
    },
  });
}

async function formOf(request: Request): Promise<Form | undefined> {
  try {
    return await readForm(request);
  } catch (error) {
    if (error instanceof OAuthError) return undefined;
    throw error;
  }
}

async function takePassword(attempt: Attempt): Promise<Response> {
  const { authorization, form } = attempt;
  const name = form.get(FIELDS.username) ?? "";
  try {
    const user = userWithPassword(authorization.poolClient, name, form.get(FIELDS.password) ?? "");
    return user.status === "FORCE_CHANGE_PASSWORD"
      ? askForNewPassword(attempt, user)
      : await signedIn(attempt, user);
  } catch (error) {
    return signInPage({ ...attempt, problem: shownProblem(attempt, error) }, name || undefined);
  }
}

const CHALLENGE = "NEW_PASSWORD_REQUIRED";

function askForNewPassword(attempt: Attempt, { username, attributes }: User): Response {
  const { pool, client } = attempt.authorization.poolClient;
  const session = newOpaqueToken();
  attempt.cloud.challenges.open(session, { name: CHALLENGE, username, clientId: client.clientId }, client);
  return newPasswordPage(attempt, { session, missing: missingAttributes(pool, attributes) });
}

function expiredForm(attempt: Attempt): Response {
  return signInPage({ ...attempt, problem: "This form has expired: please sign in again." }, undefined);
}

async function takeNewPassword(attempt: Attempt): Promise<Response> {
  const { authorization, cloud, form } = attempt;
  const session = form.get(FIELDS.session) ?? "";
  const user = userOfSession(attempt, session);
  if (user === undefined) return expiredForm(attempt);
  const { poolClient } = authorization;
  const replacement = { newPassword: form.get(FIELDS.newPassword) ?? "", given: attributesOf(form) };
  try {
    checkReplacement(poolClient, user, replacement);
  } catch (error) {
    const missing = missingAttributes(poolClient.pool, user.attributes);
    return newPasswordPage({ ...attempt, problem: shownProblem(attempt, error) }, { session, missing });
  }
  if (!cloud.challenges.close(session)) return expiredForm(attempt);
  try {
    return await signedIn(attempt, await replaceTemporaryPassword(poolClient.pool, user, replacement));
  } catch (error) {
    return signInPage({ ...attempt, problem: shownProblem(attempt, error) }, undefined);
  }
}

function userOfSession({ cloud, authorization }: Attempt, session: string): User | undefined {
  const { pool, client } = authorization.poolClient;
  const challenge = cloud.challenges.find(CHALLENGE, session);
  if (challenge?.clientId !== client.clientId) return undefined;
  const user = cloud.database.get(USERS, [pool.userPoolId, challenge.username]);
  return user?.status === "FORCE_CHANGE_PASSWORD" && user.enabled ? user : undefined;
}

function attributesOf(form: Form): Readonly<Record<string, string>> {
  const fields = [...form].filter(([name]) => name.startsWith(FIELDS.attribute));
  return Object.fromEntries(fields.map(([name, value]) => [name.slice(FIELDS.attribute.length), value]));
}

async function signedIn({ cloud, authorization }: Attempt, user: User): Promise<Response> {
  const { pool } = authorization.poolClient;
  const person = { user, authTimeSeconds: authTimeNow(pool, user) };
  const cookies = [sessionCookie(pool, person)];
  return finishHostedSignIn(cloud, authorization, { person, cookies });
}

/** Cognito's own text of a refusal, for the person; anything else is a defect and goes on. */
function shownProblem({ note }: Attempt, error: unknown): string {
  if (!(error instanceof CognitoError)) throw error;
  note(`${error.type}${causeForLog(error)}`);
  return error.message;
}
