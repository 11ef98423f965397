// Does a kill at any moment lose nothing that was acknowledged, and leave nothing half-written?
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { watch } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  type CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, it, onTestFinished } from "vitest";
import { openDataDirectory } from "../src/store/data-directory.ts";
import { ALIASES, USER_POOLS, USERS } from "../src/store/tables.ts";
import { USER_POOL_ID } from "../test/world/blueprint.ts";
import { newDataDirectory } from "../test/world/data-directory.ts";
import { sdkOf } from "../test/world/world.ts";

const PROGRAM = fileURLToPath(new URL("../test/world/pool-process.ts", import.meta.url));

function spawnPool(directory: string): ChildProcess & { readonly stdout: NodeJS.ReadableStream } {
  const args = ["--conditions=@claimsmith/source", "--import", "tsx", PROGRAM, directory];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

/** Waits for a process to do something; fails where it ends instead. */
async function orEnd<T>(child: ChildProcess, something: Promise<T>): Promise<T> {
  const ended = once(child, "exit").then(() =>
    Promise.reject(new Error("the pool's process ended by itself")),
  );
  ended.catch(() => {});
  return Promise.race([something, ended]);
}

/** What was acknowledged: every user, and whether its group was, too. */
type Acknowledged = Map<string, { inGroup: boolean }>;

/** Makes users, several at once, until the pool is gone. */
async function write(
  sdk: CognitoIdentityProviderClient,
  prefix: string,
  on: (email: string, inGroup: boolean) => void,
) {
  for (let number = 0; ; number++) {
    const Username = `${prefix}-${number}@example.org`;
    const user = { UserPoolId: USER_POOL_ID, Username };
    try {
      await sdk.send(
        new AdminCreateUserCommand({ ...user, TemporaryPassword: "Temporary-1", MessageAction: "SUPPRESS" }),
      );
      on(Username, false);
      await sdk.send(new AdminAddUserToGroupCommand({ ...user, GroupName: "EVERYONE" }));
      on(Username, true);
    } catch {
      return;
    }
  }
}

/** A pool that is killed at an acknowledgement, while other writes are under way. */
async function lifeOf(
  directory: string,
  { life, deathAt }: { life: number; deathAt: number },
  known: Acknowledged,
) {
  const child = spawnPool(directory);
  const [endpoint] = (await orEnd(child, once(createInterface(child.stdout), "line"))) as [string];
  const sdk = sdkOf(endpoint);
  let acknowledgements = 0;
  const acknowledge = (email: string, inGroup: boolean) => {
    known.set(email, { inGroup });
    acknowledgements += 1;
    if (acknowledgements === deathAt) child.kill("SIGKILL");
  };
  if (deathAt === 0) child.kill("SIGKILL");
  const ended = child.exitCode ?? child.signalCode ?? once(child, "exit");
  await Promise.all([1, 2, 3, 4].map((writer) => write(sdk, `life${life}-writer${writer}`, acknowledge)));
  await ended;
  sdk.destroy();
}

it("a pool that is killed ten times has every acknowledged user and membership, and no half of one", async () => {
  const directory = newDataDirectory();
  const known: Acknowledged = new Map();
  const deaths = [0, 1, 2, 3, 5, 8, 13, 21, 34, 55];
  for (const [life, deathAt] of deaths.entries()) await lifeOf(directory, { life, deathAt }, known);

  const database = await openDataDirectory(directory);
  onTestFinished(() => database.close());
  const users = [...database.list(USERS, USER_POOL_ID)];
  const byEmail = new Map(users.map((user) => [user.attributes.email, user]));
  expect(known.size).toBeGreaterThan(50);
  for (const [email, { inGroup }] of known) {
    const user = byEmail.get(email);
    expect(database.get(ALIASES, [USER_POOL_ID, email])).toBe(user?.username);
    if (inGroup) expect(user?.groups).toEqual(["EVERYONE"]);
  }
  const aliases = [...database.list(ALIASES, USER_POOL_ID)];
  expect(aliases.toSorted()).toEqual(users.map(({ username }) => username).toSorted());
});

it("a pool that is killed while it makes its store can start again", async () => {
  for (let change = 1; change <= 5; change++) {
    const directory = newDataDirectory();
    const child = spawnPool(directory);
    await orEnd(child, changesOf(directory, change));
    await killed(child);
    const database = await openDataDirectory(directory);
    expect([...database.list(USER_POOLS, "")].length).toBeLessThanOrEqual(1);
    await database.close();
  }
});

/** Waits for some changes of what stands in a directory. */
async function changesOf(directory: string, count: number): Promise<void> {
  const watcher = watch(directory);
  for (let seen = 0; seen < count; seen++) await once(watcher, "change");
  watcher.close();
}
