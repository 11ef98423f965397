// Is the target found by what the stacks deploy? Tried against moto, where it is installed.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { ApiGatewayV2Client, CreateApiCommand, DeleteApiCommand } from "@aws-sdk/client-apigatewayv2";
import { DeleteParameterCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTarget } from "../src/target.ts";

declare module "vitest" {
  interface TaskMeta {
    skipReason?: string;
  }
}

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const hasMoto = spawnSync("moto_server", ["--help"], { stdio: "ignore" }).status === 0;
const NEEDS = {
  meta: { skipReason: "needs moto_server on PATH (pip install 'moto[server]')" },
  skip: !hasMoto,
};

const NAME = { policy: "orders", environment: "dev", clients: ["web", "partner"] };
const PARAMETERS = {
  issuer: "https://issuer.example/pool",
  "user-pool-id": "eu-west-1_AbCdEfGhI",
  "clients/web": "client-1",
  "clients/partner": "client-2",
};

let moto: ChildProcess;
let clients: { readonly ssm: SSMClient; readonly apiGateway: ApiGatewayV2Client };
let apiEndpoint: string | undefined;

beforeAll(async () => {
  if (!hasMoto) return;
  moto = spawn("moto_server", ["-H", "127.0.0.1", "-p", "0"], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, PYTHONUNBUFFERED: "1" },
  });
  const endpoint = await listening(moto);
  const options = {
    endpoint,
    region: "eu-west-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  };
  clients = { ssm: new SSMClient(options), apiGateway: new ApiGatewayV2Client(options) };
  for (const Name of ["orders-staging", "orders-dev"]) {
    const api = await clients.apiGateway.send(new CreateApiCommand({ Name, ProtocolType: "HTTP" }));
    if (Name === "orders-dev") apiEndpoint = api.ApiEndpoint;
  }
  for (const name of Object.keys(PARAMETERS)) await put(name as keyof typeof PARAMETERS);
});

afterAll(async () => {
  if (!hasMoto) return;
  const ended = once(moto, "exit");
  moto.kill();
  await ended;
});

async function listening({ stderr }: ChildProcess): Promise<string> {
  let printed = "";
  for await (const text of stderr ?? []) {
    printed += String(text);
    const [, address] = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(printed) ?? [];
    if (address !== undefined) {
      stderr?.resume();
      return address;
    }
  }
  throw new Error("expected moto to listen, received its end");
}

const path = (name: string) => `/claimsmith/orders/dev/${name}`;

function put(name: keyof typeof PARAMETERS) {
  const command = { Name: path(name), Value: PARAMETERS[name], Type: "String" } as const;
  return clients.ssm.send(new PutParameterCommand(command));
}

describe("the target of an environment", () => {
  it("is what the identity stack wrote, and the API of its name", NEEDS, async () => {
    expect(await readTarget(clients, NAME)).toEqual({
      issuer: PARAMETERS.issuer,
      userPoolId: PARAMETERS["user-pool-id"],
      clientIds: { web: "client-1", partner: "client-2" },
      apiUrl: apiEndpoint,
    });
  });

  it.each(Object.keys(PARAMETERS))("is not deployed without the parameter %s", NEEDS, async (name) => {
    await clients.ssm.send(new DeleteParameterCommand({ Name: path(name) }));
    try {
      await expect(readTarget(clients, NAME)).rejects.toMatchObject({ code: "NOT_DEPLOYED" });
    } finally {
      await put(name as keyof typeof PARAMETERS);
    }
  });

  it("is not deployed without an API of its name", NEEDS, async () => {
    const other = { ...NAME, policy: "parcels", clients: [] };
    for (const name of ["issuer", "user-pool-id"]) {
      const parameter = { Name: `/claimsmith/parcels/dev/${name}`, Value: "x", Type: "String" } as const;
      await clients.ssm.send(new PutParameterCommand(parameter));
    }
    await expect(readTarget(clients, other)).rejects.toMatchObject({ code: "NOT_DEPLOYED" });
    const { ApiId } = await clients.apiGateway.send(
      new CreateApiCommand({ Name: "parcels-dev", ProtocolType: "HTTP" }),
    );
    await expect(readTarget(clients, other)).resolves.toMatchObject({ issuer: "x" });
    await clients.apiGateway.send(new DeleteApiCommand({ ApiId }));
  });
});
