// Does anything that is sent to the control plane or to Lambda end in other than an answer or a documented refusal?
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONTROL_PLANE_ACTIONS } from "../src/actions/control-plane/index.ts";
import { type CloudWorld, createPasswordClient, createPool, openCloud } from "./world/cloud.ts";

let world: CloudWorld;
/** Ids that exist, so that calls get past the first look-up. */
const known: Record<string, string> = {};
beforeAll(async () => {
  world = await openCloud();
  known.UserPoolId = await createPool(world);
  known.ClientId = await createPasswordClient(world, known.UserPoolId);
});
afterAll(() => world.close());

/** Every member of the control plane, and a few of Object. */
const MEMBERS = [
  ...[
    "AdminCreateUserConfig",
    "AllowedOAuthFlows",
    "AllowedOAuthScopes",
    "CallbackURLs",
    "ClientName",
    "ClientSecret",
  ],
  ...[
    "ClientSecretId",
    "CustomAttributes",
    "CustomDomainConfig",
    "Description",
    "Domain",
    "EmailConfiguration",
  ],
  ...[
    "ExplicitAuthFlows",
    "GroupName",
    "Identifier",
    "LambdaConfig",
    "Limit",
    "MaxResults",
    "MfaConfiguration",
    "Name",
  ],
  ...[
    "NextToken",
    "Policies",
    "PoolName",
    "Precedence",
    "ReadAttributes",
    "ResourceArn",
    "RoleArn",
    "Schema",
    "Scopes",
  ],
  ...[
    "SoftwareTokenMfaConfiguration",
    "TagKeys",
    "Tags",
    "TokenValidityUnits",
    "UserPoolTags",
    "UserPoolAddOns",
  ],
  ...["UsernameAttributes", "UserPoolTier", "WriteAttributes", "__proto__", "constructor", "toString"],
];
const LAMBDA_MEMBERS = [
  ...[
    "Action",
    "Architectures",
    "Code",
    "Description",
    "Environment",
    "FunctionName",
    "FunctionVersion",
    "Handler",
  ],
  ...[
    "Layers",
    "MemorySize",
    "Name",
    "Principal",
    "Publish",
    "RevisionId",
    "Role",
    "RoutingConfig",
    "Runtime",
  ],
  ...[
    "StatementId",
    "Tags",
    "Timeout",
    "ZipFile",
    "ReservedConcurrentExecutions",
    "__proto__",
    "constructor",
  ],
];

/** Values that are nearly right, and values that are not. */
const value = fc.oneof(
  fc.constantFrom(
    "web",
    "V3_0",
    "ON",
    "custom:x",
    "a\u0000b",
    "\ud800",
    "",
    null,
    0,
    -1,
    2 ** 53,
    true,
    [],
    {},
  ),
  fc.constantFrom(
    { PreTokenGenerationConfig: null },
    { PasswordPolicy: { MinimumLength: 8 } },
    [[]],
    [{}],
    ["email"],
  ),
  fc.jsonValue({ maxDepth: 4 }),
);
const bodyOf = (members: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...members), value, { maxKeys: 8 }).map((body) => ({ ...body }));

const post = async (url: string, headers: Record<string, string>, body: string, method = "POST") => {
  const response = await fetch(url, { method, headers, ...(method === "GET" ? {} : { body }) });
  return {
    status: response.status,
    text: await response.text(),
    type: response.headers.get("x-amzn-errortype"),
  };
};

describe("whatever is sent", () => {
  it("to the control plane: an answer or a refusal of the caller", async () => {
    const action = fc.constantFrom(...CONTROL_PLANE_ACTIONS.map(([name]) => name));
    await fc.assert(
      fc.asyncProperty(action, bodyOf(MEMBERS), fc.boolean(), async (name, body, exists) => {
        // The pool and the client stay for the next run.
        fc.pre(!["DeleteUserPool", "DeleteUserPoolClient", "CreateUserPool"].includes(name));
        const headers = { "x-amz-target": `AWSCognitoIdentityProviderService.${name}` };
        const text = JSON.stringify({ ...body, ...(exists ? known : {}) });
        const answer = await post(world.cloud.endpoint, headers, text);
        expect([200, 400], `${name} ${answer.text}`).toContain(answer.status);
        expect(answer.text).not.toMatch(/\bat .*:\d+:\d+|node_modules|\.ts/);
      }),
      { numRuns: 400 },
    );
  });

  it("to the Lambda API: an answer or a refusal of the caller", async () => {
    const base = `${world.cloud.endpoint}/2015-03-31/functions`;
    const path = fc.constantFrom(
      "",
      "/f",
      "/f/code",
      "/f/configuration",
      "/f/versions",
      "/f/aliases",
      "/f/aliases/x",
      "/f/policy",
      "/%00",
      "/a%2Fb/policy/x",
    );
    const method = fc.constantFrom("GET", "POST", "PUT", "DELETE");
    const authorization = "AWS4-HMAC-SHA256 Credential=x/20260101/eu-west-1/lambda/aws4_request";
    await fc.assert(
      fc.asyncProperty(method, path, bodyOf(LAMBDA_MEMBERS), async (verb, at, body) => {
        const answer = await post(base + at, { authorization }, JSON.stringify(body), verb);
        expect(answer.status, answer.text).toBeLessThan(500);
        expect(answer.text).not.toMatch(/\bat .*:\d+:\d+|node_modules|\.ts/);
      }),
      { numRuns: 300 },
    );
  });

  it.each(["EmailConfiguration", "Policies", "UserPoolTags", "Schema"])(
    "deep nesting as %s is of the wrong type",
    async (member) => {
      const deep = `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`;
      const headers = { "x-amz-target": "AWSCognitoIdentityProviderService.CreateUserPool" };
      const answer = await post(world.cloud.endpoint, headers, `{"PoolName":"x","${member}":${deep}}`);
      expect(JSON.parse(answer.text)).toMatchObject({ __type: "SerializationException" });
    },
  );
});
