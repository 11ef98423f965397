// Does the pool bear a crowd? Nobody is lost, and its memory does not grow with sign-ins. How fast it is, `bench` says.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { decodeJwt } from "jose";
import { expect, it, onTestFinished } from "vitest";
import { childProcessTrigger } from "../src/index.ts";
import { zipOf } from "../test/world/cloud.ts";
import { crowdSignIn } from "../test/world/crowd.ts";
import { newDataDirectory } from "../test/world/data-directory.ts";
import { addUser, PASSWORD, startWorld, type World } from "../test/world/world.ts";

/** Makes users. Gives their addresses by user name. */
async function users(world: World, count: number): Promise<ReadonlyMap<string, string>> {
  const addresses = Array.from({ length: count }, (_, index) => `user-${index}@example.org`);
  return new Map(
    await Promise.all(addresses.map(async (email) => [await addUser(world, email), email] as const)),
  );
}

it.each([
  { where: "in memory", options: () => ({}) },
  { where: "on disk", options: () => ({ dataDirectory: newDataDirectory() }) },
])(
  "a thousand sign-ins from fifty connections each get the tokens of their own user, $where",
  async ({ options }) => {
    const world = await startWorld(options());
    const byUsername = await users(world, 40);
    const emails = [...byUsername.values()];
    const crowd = { emails, password: PASSWORD, count: 1_000, connections: 50 };
    const answers = await crowdSignIn(world.pool.endpoint, crowd);
    expect(answers).toHaveLength(1_000);
    const jtis = new Set<unknown>();
    for (const { email, status, body } of answers) {
      const { AccessToken = "", IdToken = "" } = body.AuthenticationResult ?? {};
      const access = decodeJwt(AccessToken);
      expect([status, byUsername.get(String(access.username)), decodeJwt(IdToken).email]).toEqual([
        200,
        email,
        email,
      ]);
      jtis.add(access.jti);
    }
    expect(jtis.size).toBe(1_000);
    expect(world.events).toHaveLength(1_000);
  },
);

const CRASHES_FOR_ONE = `
exports.handler = async (event) => {
  if (event.request.userAttributes.email === "user-7@example.org") process.exit(1);
  return event;
};`;

it("a function that crashes for one of them refuses that one alone, every time", async () => {
  const directory = mkdtempSync(join(tmpdir(), "claimsmith-test-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const zipPath = join(directory, "function.zip");
  writeFileSync(zipPath, zipOf({ "index.js": CRASHES_FOR_ONE }));
  const world = await startWorld({ trigger: childProcessTrigger({ zipPath }) });
  const emails = [...(await users(world, 20)).values()];
  const crowd = { emails, password: PASSWORD, count: 200, connections: 50 };
  const answers = await crowdSignIn(world.pool.endpoint, crowd);
  const refused = answers.filter(({ status }) => status !== 200);
  expect(new Set(refused.map(({ email }) => email))).toEqual(new Set(["user-7@example.org"]));
  expect(refused).toHaveLength(10);
  expect(new Set(refused.map(({ body }) => body.__type))).toEqual(new Set(["UnexpectedLambdaException"]));
});

it("the heap after two and a half thousand sign-ins is that after a third of them", async () => {
  const program = fileURLToPath(new URL("../test/world/heap-program.ts", import.meta.url));
  const args = ["--expose-gc", "--conditions=@claimsmith/source", "--import", "tsx", program];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const [before = 0, after = 0] = JSON.parse(stdout) as number[];
  expect(before).toBeGreaterThan(1_000_000);
  expect(after / before).toBeLessThan(1.1);
});
