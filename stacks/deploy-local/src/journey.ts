// The whole way, step by step: deploy, sign in, call, change, destroy.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environments } from "@claimsmith/orders-policy";
import { API_CASES, KEPT_CASES, MACHINE_CASES } from "./api-cases.ts";
import { type AwsClients, awsClients } from "./aws-clients.ts";
import { type Bearers, checkApi, type KeptOrders, listStatus } from "./check-api.ts";
import { inventory } from "./inventory.ts";
import { type LocalAws, startLocalAws } from "./local-aws.ts";
import { buildReleases, type Releases } from "./releases.ts";
import type { Log } from "./run-command.ts";
import { createPeople, type People, type PeoplesTokens, partnerToken, signInPeople } from "./signed-in.ts";
import { StackRunner } from "./stack-runner.ts";
import type { Step } from "./steps.ts";
import type { Tools } from "./tools.ts";

/** What came of it. */
export interface Summary {
  /** Both stacks were deployed, both releases of them. */
  readonly applied: boolean;
  /** After each deploy another plan had nothing to do. */
  readonly secondPlanEmpty: boolean;
  /** alice signed in through the deployed pool, and her access token is what the policy says. */
  readonly signIn: boolean;
  /** HTTP status of `GET /orders` with alice's access token: every other answer was as expected, or there is no summary. */
  readonly apiStatus: number;
  /** Resources that the first machine client would destroy and make anew. */
  readonly replaced: number;
  /** Things that are in the account after both stacks were destroyed. */
  readonly destroyedLeft: number;
}

/** What the way needs. */
export interface JourneyOptions {
  readonly tools: Tools;
  readonly log: Log;
  readonly step: Step;
  readonly signal?: AbortSignal | undefined;
}

/** What the steps share. */
interface Journey extends JourneyOptions {
  readonly clients: AwsClients;
  readonly releases: Releases;
  readonly identity: StackRunner;
  readonly api: StackRunner;
}

/**
 * Does all of it, and cleans up whatever happens.
 * @throws the error of the step that failed; the signal's reason
 */
export async function journey(options: JourneyOptions): Promise<Summary> {
  const { tools, log, step, signal } = options;
  const folder = await mkdtemp(join(tmpdir(), "claimsmith-stacks-"));
  let aws: LocalAws | undefined;
  try {
    const releases = await step("build two releases: people alone, and with a machine", () =>
      buildReleases(join(folder, "releases"), { env: tools.env, log, signal }),
    );
    const { account, region } = environments.local;
    const started = await step("start moto and the local pool", () =>
      startLocalAws({ tools, log, account, region }),
    );
    aws = started;
    const workplace = { folder, tools, aws: started, log, signal };
    return await travel({
      ...options,
      releases,
      clients: awsClients(started),
      identity: new StackRunner(workplace, "identity", "local"),
      api: new StackRunner(workplace, "api", "local"),
    });
  } finally {
    await aws?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function travel(way: Journey): Promise<Summary> {
  const { step, clients, identity, api } = way;
  const before = new Set(await inventory(clients));
  const first = await deployPeople(way);
  const second = await deployMachines(way, first);
  await step("cdktf destroy api-local", () => api.destroy());
  await step("cdktf destroy identity-local", () => identity.destroy());
  const left = await step("look for what is left", async () =>
    (await inventory(clients)).filter((thing) => !before.has(thing)),
  );
  for (const thing of left) way.log(`left behind: ${thing}\n`);
  return {
    applied: true,
    secondPlanEmpty: first.unchanged && second.unchanged,
    signIn: true,
    apiStatus: second.apiStatus,
    replaced: second.replaced,
    destroyedLeft: left.length,
  };
}

async function deployPeople(way: Journey) {
  const { step, clients, identity, api, releases } = way;
  const { folder } = releases.people;
  await step("cdktf deploy identity-local: people alone, trigger events V2_0", () => identity.deploy(folder));
  await step("cdktf deploy api-local", () => api.deploy(folder));
  const unchanged = await secondPlans(way);
  const people = await step("make alice and bob users of the deployed pool", () => createPeople(clients));
  const tokens = await step("sign them in; their access tokens are what the policy says", () =>
    signInPeople(clients, people, releases.people),
  );
  const kept = await step("call the API with their tokens, as API Gateway would", () =>
    checkApi(clients, { cases: API_CASES, bearers: bearersOf(tokens) }),
  );
  return { unchanged, people, kept };
}

interface Before {
  readonly people: People;
  readonly kept: KeptOrders;
}

async function deployMachines(way: Journey, { people, kept }: Before) {
  const { step, clients, identity, api, releases } = way;
  const { folder } = releases.machines;
  const plan = await step("plan the first machine client", () => identity.plan(folder));
  for (const address of plan.replaced) way.log(`replaced: ${address}\n`);
  await step("cdktf deploy identity-local: with a machine, trigger events V3_0", () =>
    identity.deploy(folder),
  );
  await step("cdktf deploy api-local: the machine's client among its audience", () => api.deploy(folder));
  const unchanged = await secondPlans(way);
  const tokens = await step("sign alice and bob in again", () =>
    signInPeople(clients, people, releases.machines),
  );
  const bearers = bearersOf(tokens);
  await step("alice's order of the first release is still there", () =>
    checkApi(clients, { cases: KEPT_CASES, bearers, kept }),
  );
  const orders = await step("call the API again", () => checkApi(clients, { cases: API_CASES, bearers }));
  const apiStatus = await listStatus(clients, tokens.alice.accessToken);
  await step("partner's token carries external_partner_id, and the API takes it", async () => {
    const partner = await partnerToken(clients, releases.machines);
    await checkApi(clients, { cases: MACHINE_CASES, bearers: { partner }, kept: orders });
  });
  return { unchanged, apiStatus, replaced: plan.replaced.length };
}

function bearersOf({ alice, bob }: PeoplesTokens): Bearers {
  return { alice: alice.accessToken, bob: bob.accessToken, "alice's ID token": alice.idToken };
}

async function secondPlans({ step, identity, api }: Journey): Promise<boolean> {
  const unchanged = await step("plan both again: nothing to do", () =>
    Promise.all([identity.isUnchanged(), api.isUnchanged()]),
  );
  return unchanged.every(Boolean);
}
