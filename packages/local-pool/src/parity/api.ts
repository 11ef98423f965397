// How does parity speak to a pool? The AWS JSON protocol over HTTP, signed where AWS wants a signature.

import { AwsClient } from "aws4fetch";
import { isJsonRecord, type JsonRecord } from "./json.ts";

/** AWS credentials, as the environment variables of the AWS tools name them. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Where a pool's API is, and who calls. */
export interface ApiOptions {
  readonly region: string;
  /** Default: Cognito's own endpoint in the region. */
  readonly endpoint?: string;
  /** Absent: operations that need a signature are refused by AWS. */
  readonly credentials?: Credentials;
}

/** One answer of the API: what it gave, or the name of its refusal. */
export type ApiAnswer =
  | { readonly ok: true; readonly output: JsonRecord }
  | { readonly ok: false; readonly status: number; readonly error: string; readonly message: string };

/** Calls one action of the user pools API. Rejects only where no answer came. */
export type Call = (action: string, input: JsonRecord) => Promise<ApiAnswer>;

/** Actions that anybody may call. (AWS: Using the Amazon Cognito user pools API, unauthenticated operations) */
const PUBLIC_ACTIONS: ReadonlySet<string> = new Set([
  "ChangePassword",
  "ConfirmForgotPassword",
  "ConfirmSignUp",
  "DeleteUser",
  "ForgotPassword",
  "GetClientToken",
  "GetTokensFromRefreshToken",
  "GetUser",
  "GlobalSignOut",
  "InitiateAuth",
  "ResendConfirmationCode",
  "RespondToAuthChallenge",
  "RevokeToken",
  "SignUp",
  "UpdateUserAttributes",
]);

/** The calls of one pool's API. */
export function userPoolsApi({ region, endpoint, credentials }: ApiOptions): Call {
  const url = endpoint ?? `https://cognito-idp.${region}.amazonaws.com/`;
  const signing =
    credentials && new AwsClient({ ...credentials, region, service: "cognito-idp", retries: 2 });
  return async (action, input) => {
    const request = {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `AWSCognitoIdentityProviderService.${action}`,
      },
      body: JSON.stringify(input),
    };
    const isSigned = signing !== undefined && !PUBLIC_ACTIONS.has(action);
    return answerOf(await (isSigned ? signing.fetch(url, request) : fetch(url, request)));
  };
}

async function answerOf(response: Response): Promise<ApiAnswer> {
  const text = await response.text();
  const body: unknown = text === "" ? {} : JSON.parse(text);
  const output = isJsonRecord(body) ? (body as JsonRecord) : {};
  if (response.ok) return { ok: true, output };
  const type = String(output.__type ?? response.headers.get("x-amzn-errortype") ?? "");
  // Some AWS endpoints put a namespace before the name, or a URL after it.
  const error = type.split("#").pop()?.split(":")[0] ?? "";
  return { ok: false, status: response.status, error, message: String(output.message ?? "") };
}
