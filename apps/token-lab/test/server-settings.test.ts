// Does the server say everything that is wrong with its settings, and repeat none of them?
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { settingsFromEnvironment, settingsFromFile } from "../server/settings-source.ts";
import { checkSettings } from "../src/settings/check-settings.ts";
import { DEPLOYED, LOCAL } from "./server-world.ts";

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function settingsFile(content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "token-lab-"));
  folders.push(folder);
  const path = join(folder, "settings.json");
  await writeFile(path, content);
  return path;
}

const pathsOf = (content: unknown) => {
  const result = checkSettings(content);
  return result.ok ? [] : result.problems.map(({ path }) => path);
};

test.each([
  ["of a local pool", LOCAL],
  ["of a deployed pool", DEPLOYED],
])("settings %s can be used as they are", (_, settings) => {
  expect(checkSettings(settings)).toEqual({ ok: true, settings });
});

test.each<[string, unknown, string[]]>([
  ["no object", [], [""]],
  [
    "everything missing",
    {},
    [
      "/region",
      "/userPoolId",
      "/clientId",
      "/client",
      "/environment",
      "/issuer",
      "/api/url",
      "/api/graphqlUrl",
    ],
  ],
  [
    "http to another machine",
    { ...DEPLOYED, api: { ...DEPLOYED.api, url: "http://api.example.com" } },
    ["/api/url"],
  ],
  ["a script for a URL", { ...DEPLOYED, hostedLoginUrl: "javascript:alert(1)" }, ["/hostedLoginUrl"]],
  [
    "credentials in a URL",
    { ...DEPLOYED, userPoolEndpoint: "https://me:word@example.com" },
    ["/userPoolEndpoint"],
  ],
  [
    "a slash at the end of the API",
    { ...DEPLOYED, api: { ...DEPLOYED.api, url: "https://api.example.com/" } },
    ["/api/url"],
  ],
  ["a region that would name a server", { ...DEPLOYED, region: "x.example.com/" }, ["/region"]],
  ["people of a deployed pool", { ...DEPLOYED, people: LOCAL.people }, ["/people"]],
  [
    "people without passwords",
    { ...LOCAL, people: [{ name: "alice", username: "a" }, 7] },
    ["/people/0/password", "/people/1/name", "/people/1/username", "/people/1/password"],
  ],
  ["people that are no list", { ...LOCAL, people: {} }, ["/people"]],
  [
    "a mistyped field",
    { ...DEPLOYED, hostedLogin: "x", api: { ...DEPLOYED.api, "a/b": 1 } },
    ["/hostedLogin", "/api/a~1b"],
  ],
])("%s is told by its path", (_, content, paths) => {
  expect(pathsOf(content)).toEqual(paths);
});

test("a value is never repeated", async () => {
  const secret = "s3cret-value";
  const content = Object.fromEntries(Object.keys(LOCAL).map((name) => [name, secret]));
  const path = await settingsFile(JSON.stringify({ ...content, people: [{ password: { secret } }] }));
  const error = await settingsFromFile(path).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "SETTINGS_INVALID" });
  expect(String(error)).not.toContain(secret);
});

test("a file with settings is read", async () => {
  expect(await settingsFromFile(await settingsFile(JSON.stringify(DEPLOYED)))).toEqual(DEPLOYED);
});

test("a file that is missing or no JSON is told", async () => {
  const path = await settingsFile("{ s3cret");
  await expect(settingsFromFile(path)).rejects.toMatchObject({ code: "SETTINGS_INVALID" });
  await expect(settingsFromFile(`${path}.missing`)).rejects.toMatchObject({ code: "SETTINGS_INVALID" });
});

const DEV = {
  CLAIMSMITH_USER_POOL_ID: LOCAL.userPoolId,
  CLAIMSMITH_ISSUER: LOCAL.issuer,
  CLAIMSMITH_POOL_ENDPOINT: "http://127.0.0.1:9229",
  CLAIMSMITH_ENVIRONMENT: "local",
  CLAIMSMITH_CLIENTS: JSON.stringify({ "1partner": "partner", [LOCAL.clientId]: "web" }),
  CLAIMSMITH_USERS: JSON.stringify({
    alice: { username: "alice@example.com", password: "made-up-Passw0rd" },
  }),
  CLAIMSMITH_URLS: JSON.stringify({ api: "http://localhost:3000", lab: "http://localhost:5173" }),
};

test("what dev says of its processes becomes settings, with the policy's browser client", () => {
  expect(settingsFromEnvironment(DEV)).toEqual(LOCAL);
});

test.each([
  ["started by nobody", {}, "USAGE"],
  ["without a browser client", { ...DEV, CLAIMSMITH_CLIENTS: '{"1partner":"partner"}' }, "SETTINGS_INVALID"],
  ["without an API", { ...DEV, CLAIMSMITH_URLS: "{}" }, "SETTINGS_INVALID"],
  ["with a variable that is no JSON", { ...DEV, CLAIMSMITH_USERS: "{" }, "SETTINGS_INVALID"],
])("an environment %s is told by its code", (_, variables, code) => {
  expect(() => settingsFromEnvironment(variables)).toThrow(expect.objectContaining({ code }));
});
