// How much heap is in use after some sign-ins, and after more than three times as many? Prints both, in bytes. Needs --expose-gc.
import { Agent } from "node:http";
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { inProcessTrigger, startLocalPool } from "../../src/index.ts";
import { blueprint, CLIENT_IDS, USER_POOL_ID } from "./blueprint.ts";
import { crowdSignIn } from "./crowd.ts";

const pool = await startLocalPool({
  port: 0,
  blueprint: blueprint("V3_0"),
  userPoolId: USER_POOL_ID,
  clientIds: CLIENT_IDS,
  trigger: inProcessTrigger((event: object) => event),
});
const password = "Right-horse-1";
const credentials = { accessKeyId: "local", secretAccessKey: "local" };
const sdk = new CognitoIdentityProviderClient({ endpoint: pool.endpoint, region: "eu-west-1", credentials });
const emails = [1, 2, 3, 4, 5].map((number) => `user-${number}@example.org`);
for (const Username of emails) {
  const user = { UserPoolId: USER_POOL_ID, Username };
  await sdk.send(new AdminCreateUserCommand({ ...user, MessageAction: "SUPPRESS" }));
  await sdk.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
}
sdk.destroy();

const agent = new Agent({ keepAlive: true, maxSockets: 50 });

/** Signs in so many times 250 people: what the crowd keeps of its answers is not the pool's. */
async function heapAfter(crowds: number): Promise<number> {
  for (let crowd = 0; crowd < crowds; crowd++) {
    await crowdSignIn(pool.endpoint, { emails, password, count: 250, connections: 50, agent });
  }
  return settledHeapBytes();
}

/** The least of some collections, with turns between: what the last answers leave, and what waits to be finalised, goes in them. */
async function settledHeapBytes(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 200; turn++) {
    await new Promise(setImmediate);
    if (turn % 20 > 0) continue;
    globalThis.gc?.();
    least = Math.min(least, process.memoryUsage().heapUsed);
  }
  return least;
}

const before = await heapAfter(3);
console.log(JSON.stringify([before, await heapAfter(7)]));
agent.destroy();
await pool.close();
