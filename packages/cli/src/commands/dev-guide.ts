// What does `dev` tell a person who wants to use the pool?
import type { Persona } from "@claimsmith/claims-policy";
import type { PlacedProcess } from "../dev/placed-processes.ts";
import type { LocalStack } from "../local-stack.ts";
import type { Terminal } from "../terminal.ts";

/** What runs beside the pool. */
export interface BesideThePool {
  readonly placed: readonly PlacedProcess[];
  /** The URLs of guarded routes. */
  readonly routes: readonly string[];
}

/** The page to open, processes, endpoints, clients, the personas' passwords, and commands to copy. */
export function devGuide(
  stack: LocalStack,
  { placed, routes }: BesideThePool,
  paint: Terminal["paint"],
): string[] {
  const { pool, snapshot } = stack;
  const heading = (text: string) => paint("heading", text);
  const mainPage = placed.find(({ isMainPage }) => isMainPage);
  return [
    ...(mainPage ? [`Open ${heading(mainPage.url)}`, ""] : []),
    `Policy ${snapshot.policy.name} (${snapshot.hash}) runs in a local Cognito. Ctrl-C stops it.`,
    ...(placed.length > 0 ? ["", heading("Processes")] : []),
    ...table(placed.map(({ name, url }) => [name, url])),
    "",
    heading("Endpoints"),
    ...table([
      ["pool", pool.endpoint],
      ["user pool id", pool.userPoolId],
      ["issuer", pool.issuer],
      ["JWKS", pool.jwksUri],
      ["token endpoint", `${pool.endpoint}/oauth2/token`],
      ...hostedLogins(stack).map((url): Row => ["hosted login", url]),
      ["outbox", `${pool.endpoint}/_claimsmith/outbox`],
      ...routes.map((url): Row => ["guarded route", url]),
    ]),
    "",
    heading("Clients"),
    ...table(
      Object.entries(pool.clients).map(([name, { clientId, clientSecret }]) => [
        name,
        clientId,
        clientSecret === undefined ? "" : `secret ${clientSecret}`,
      ]),
    ),
    "",
    heading("Users"),
    ...table(Object.entries(stack.users).map(([name, { username, password }]) => [name, username, password])),
    "",
    heading("Try it"),
    ...examples(stack).map((line) => `  ${line}`),
    "",
    heading("Log"),
  ];
}

type Row = readonly string[];

/** Where a browser begins to sign in, for each client that may use the code grant. */
function hostedLogins({ pool, blueprint }: LocalStack): string[] {
  const clients = blueprint.clients.filter(({ allowedOAuthFlows }) => allowedOAuthFlows.includes("code"));
  return clients.map(({ name, callbackUrls: [redirectUri = ""] }) => {
    const clientId = pool.clients[name]?.clientId ?? "";
    const query = new URLSearchParams({
      response_type: "code",
      client_id: clientId,
      redirect_uri: redirectUri,
    });
    return `${pool.endpoint}/oauth2/authorize?${query}`;
  });
}

function table(rows: readonly Row[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
}

function examples(stack: LocalStack): string[] {
  const personas = Object.entries(stack.config.personas);
  const person = personas.find(([, { kind }]) => kind === "user");
  const machine = personas.find(([, { kind }]) => kind === "machine");
  return [
    ...(person ? signInExamples(stack, ...person) : []),
    ...(machine ? machineExample(stack, machine[1]) : []),
  ];
}

function signInExamples({ pool, users }: LocalStack, name: string, persona: Persona): string[] {
  const user = users[name];
  const client = persona.kind === "user" ? pool.clients[persona.clients[0] ?? ""] : undefined;
  if (user === undefined || client === undefined) return [];
  const { endpoint, userPoolId } = pool;
  const region = userPoolId.slice(0, userPoolId.indexOf("_"));
  const body = {
    AuthFlow: "USER_PASSWORD_AUTH",
    ClientId: client.clientId,
    AuthParameters: { USERNAME: user.username, PASSWORD: user.password },
  };
  return [
    `aws cognito-idp initiate-auth --endpoint-url ${endpoint} --region ${region} --no-sign-request --auth-flow USER_PASSWORD_AUTH --client-id ${client.clientId} --auth-parameters 'USERNAME=${user.username},PASSWORD=${user.password}'`,
    `curl -s ${endpoint} -H 'content-type: application/x-amz-json-1.1' -H 'x-amz-target: AWSCognitoIdentityProviderService.InitiateAuth' -d '${JSON.stringify(body)}'`,
  ];
}

function machineExample({ pool }: LocalStack, persona: Persona): string[] {
  const client = persona.kind === "machine" ? pool.clients[persona.client] : undefined;
  if (client === undefined) return [];
  const { clientId, clientSecret = "" } = client;
  return [
    `curl -s ${pool.endpoint}/oauth2/token -u ${clientId}:${clientSecret} -d grant_type=client_credentials`,
  ];
}
