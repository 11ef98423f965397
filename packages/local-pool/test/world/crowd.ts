// How do many people sign in at once? From some connections that stay open, one after the other on each.
import { Agent, request } from "node:http";
import { CLIENT_IDS } from "./blueprint.ts";

/** What one person got: the status, and the members of the answer. */
export interface CrowdAnswer {
  readonly email: string;
  readonly status: number | undefined;
  readonly body: {
    readonly __type?: string;
    readonly AuthenticationResult?: Readonly<Record<"AccessToken" | "IdToken" | "RefreshToken", string>>;
  };
}

/** Signs people in, `count` times in all and each as often as the next, from `connections` connections. */
export async function crowdSignIn(
  endpoint: string,
  crowd: {
    readonly emails: readonly string[];
    readonly password: string;
    readonly count: number;
    readonly connections: number;
    /** Default: one of its own. */
    readonly agent?: Agent;
  },
): Promise<readonly CrowdAnswer[]> {
  const { emails, password, count, connections } = crowd;
  const agent = crowd.agent ?? new Agent({ keepAlive: true, maxSockets: connections });
  const answers: CrowdAnswer[] = [];
  let next = 0;
  const line = async () => {
    while (next < count) {
      const email = emails[next++ % emails.length] ?? "";
      answers.push(await signInOnce(endpoint, { email, password }, agent));
    }
  };
  await Promise.all(Array.from({ length: connections }, line));
  if (crowd.agent === undefined) agent.destroy();
  return answers;
}

function signInOnce(
  endpoint: string,
  { email, password }: { readonly email: string; readonly password: string },
  agent: Agent,
): Promise<CrowdAnswer> {
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": "AWSCognitoIdentityProviderService.InitiateAuth",
  };
  const call = {
    AuthFlow: "USER_PASSWORD_AUTH",
    ClientId: CLIENT_IDS.web.clientId,
    AuthParameters: { USERNAME: email, PASSWORD: password },
  };
  return new Promise((resolve, reject) => {
    const sent = request(endpoint, { method: "POST", headers, agent }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      resolve({ email, status: response.statusCode, body: JSON.parse(Buffer.concat(chunks).toString()) });
    });
    sent.on("error", reject);
    sent.end(JSON.stringify(call));
  });
}
