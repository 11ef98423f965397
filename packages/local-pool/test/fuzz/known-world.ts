// What is in the world before each run? Users in three states, tokens, a code, sessions, a function: so that one wrong thing is the only one.
import { strToU8, zipSync } from "fflate";
import { CLIENT_IDS, USER_POOL_ID } from "../world/blueprint.ts";
import { Browser, formOf } from "../world/browser.ts";
import { codeOf, PLAIN_REQUEST, REQUEST, redemption } from "../world/hosted.ts";
import { PASSWORD, tokenRequest } from "../world/world.ts";
import type { FuzzedPool, Known } from "./pool.ts";
import { EMAIL, FUNCTION_NAME, INVITED, REGISTERED, ROLE, TEMPORARY_PASSWORD } from "./right-values.ts";

const FORM = {
  "content-type": "application/json",
  authorization: "AWS4-HMAC-SHA256 Credential=x/20260101/eu-west-1/lambda/aws4_request",
};
const FUNCTIONS = "/2015-03-31/functions";
const zipOf = (code: string) => Buffer.from(zipSync({ "index.js": strToU8(code) })).toString("base64");
const ZIP = zipOf("exports.handler = async (event) => event;");
const OTHER_ZIP = zipOf("exports.handler = async () => { throw new Error('denied'); };");

/** As much of any answer as is looked at here. */
interface Json {
  readonly AuthenticationResult?: Readonly<Record<string, string>>;
  readonly ChallengeParameters?: Readonly<Record<string, string>>;
  readonly Session?: string;
  readonly deliveries?: readonly { readonly purpose: string; readonly code: string }[];
  readonly Description?: string;
  readonly RevisionId?: string;
}

/** Calls the Cognito API, whatever it answers. */
async function call(endpoint: string, action: string, input: object): Promise<Json> {
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": `AWSCognitoIdentityProviderService.${action}`,
  };
  const response = await fetch(endpoint, { method: "POST", headers, body: JSON.stringify(input) });
  return (await response.json()) as Json;
}

/**
 * Makes users, tokens, codes and sessions anew, whatever the last run did to them.
 * @throws Error where a right sign-in is refused
 */
export async function renewedWorld({ endpoint }: FuzzedPool): Promise<Known> {
  const pool = { UserPoolId: USER_POOL_ID };
  const web = { ClientId: CLIENT_IDS.web.clientId };
  for (const Username of [EMAIL, INVITED, REGISTERED])
    await call(endpoint, "AdminDeleteUser", { ...pool, Username });
  const email = [{ Name: "email_verified", Value: "true" }];
  await call(endpoint, "AdminCreateUser", {
    ...pool,
    Username: EMAIL,
    UserAttributes: email,
    MessageAction: "SUPPRESS",
  });
  await call(endpoint, "AdminSetUserPassword", {
    ...pool,
    Username: EMAIL,
    Password: PASSWORD,
    Permanent: true,
  });
  await call(endpoint, "AdminCreateUser", {
    ...pool,
    Username: INVITED,
    TemporaryPassword: TEMPORARY_PASSWORD,
  });
  await call(endpoint, "SignUp", { ...web, Username: REGISTERED, Password: PASSWORD });
  const auth = { ...web, AuthFlow: "USER_PASSWORD_AUTH" };
  const signedIn = await call(endpoint, "InitiateAuth", {
    ...auth,
    AuthParameters: { USERNAME: EMAIL, PASSWORD },
  });
  if (signedIn.AuthenticationResult === undefined)
    throw new Error(`a right sign-in is refused: ${JSON.stringify(signedIn)}`);
  const invited = await call(endpoint, "InitiateAuth", {
    ...auth,
    AuthParameters: { USERNAME: INVITED, PASSWORD: TEMPORARY_PASSWORD },
  });
  const srp = await call(endpoint, "InitiateAuth", {
    ...web,
    AuthFlow: "USER_SRP_AUTH",
    AuthParameters: { USERNAME: EMAIL, SRP_A: "a".repeat(768) },
  });
  const { deliveries } = (await (await fetch(`${endpoint}/_claimsmith/outbox`)).json()) as Json;
  const { AccessToken, IdToken, RefreshToken } = signedIn.AuthenticationResult as Record<string, string>;
  return {
    Host: new URL(endpoint).host,
    AccessToken: AccessToken ?? "",
    IdToken: IdToken ?? "",
    RefreshToken: RefreshToken ?? "",
    Username: String(srp.ChallengeParameters?.USERNAME),
    SecretBlock: String(srp.ChallengeParameters?.SECRET_BLOCK),
    Session: String(invited.Session),
    Code: String(deliveries?.find(({ purpose }) => purpose === "confirm_sign_up")?.code),
    Zip: ZIP,
    OtherZip: OTHER_ZIP,
    ...(await renewedPages(endpoint)),
    ...(await renewedFunction(endpoint)),
  };
}

async function renewedPages(endpoint: string): Promise<Known> {
  const world = { pool: { endpoint } } as never;
  const spent = await tokenRequest(world, redemption(await codeOf(world)));
  const browser = new Browser(world);
  const page = await browser.visit("/login", REQUEST);
  const next = await browser.submit(page, { username: INVITED, password: TEMPORARY_PASSWORD });
  const fields = formOf(next.html).fields;
  await browser.visit("/oauth2/authorize", PLAIN_REQUEST);
  return {
    OpenToken: String(spent.body.access_token),
    AuthorizationCode: await codeOf(world),
    FormToken: fields._csrf ?? "",
    PageSession: fields.session ?? "",
    Cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
  };
}

async function renewedFunction(endpoint: string): Promise<Known> {
  const one = `${endpoint}${FUNCTIONS}/${FUNCTION_NAME}`;
  const found = await fetch(`${one}/configuration`, { headers: FORM });
  const before = (await found.json()) as Json;
  if (found.ok && before.Description === "right") return { RevisionId: String(before.RevisionId) };
  await fetch(one, { method: "DELETE", headers: FORM });
  const body = JSON.stringify({
    FunctionName: FUNCTION_NAME,
    Description: "right",
    Runtime: "nodejs22.x",
    Handler: "index.handler",
    Role: ROLE,
    Code: { ZipFile: ZIP },
  });
  const made = await fetch(endpoint + FUNCTIONS, { method: "POST", headers: FORM, body });
  return { RevisionId: String(((await made.json()) as Json).RevisionId) };
}
