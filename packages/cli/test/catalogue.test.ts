// Does `catalogue` describe the orders tokens so that a reader can rely on it?
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONFIGS, errorCodes, runCli } from "./run-cli.ts";

const catalogue = (...options: readonly string[]) =>
  runCli(["catalogue", "--config", CONFIGS.orders, ...options]);

/** Every edit of the policy changes its hash. */
const withoutHash = (text: string) => text.replaceAll(/(?<=hash `?)[0-9a-f]{12}/g, "000000000000");

const FILES = ["security-schemes.json", "tokens.d.ts", "tokens.md", "tokens.schema.json"];

describe("catalogue --out", () => {
  let directory: string;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "claimsmith-catalogue-test-"));
    const finished = await catalogue("--out", join(directory, "new", "tokens"));
    expect(finished.stderr).toBe("");
    expect(finished.exitCode).toBe(0);
  });
  afterAll(() => rmSync(directory, { recursive: true }));
  const read = (file: string) => readFileSync(join(directory, "new", "tokens", file), "utf8");

  it("writes every format", () => {
    expect(readdirSync(join(directory, "new", "tokens")).sort()).toEqual(FILES);
  });

  it.each([
    ["tokens.md", "catalogue-markdown.txt"],
    ["tokens.schema.json", "catalogue-json-schema.txt"],
    ["security-schemes.json", "catalogue-openapi.txt"],
    ["tokens.d.ts", "catalogue-types.txt"],
  ])("writes %s as it was reviewed", async (file, golden) => {
    await expect(withoutHash(read(file))).toMatchFileSnapshot(`golden/${golden}`);
  });

  it.each([
    ["markdown", "tokens.md"],
    ["json-schema", "tokens.schema.json"],
    ["openapi", "security-schemes.json"],
    ["types", "tokens.d.ts"],
  ])("writes what --format %s prints", async (format, file) => {
    const { stdout, exitCode } = await catalogue("--format", format);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(read(file));
  });

  it("writes the types that the README shows", () => {
    const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
    const [machine = ""] =
      /\/\*\* The access token of a machine[\s\S]*?\n}\n/.exec(read("tokens.d.ts")) ?? [];
    expect(machine).toContain("external_partner_id");
    expect(readme).toContain(`\`\`\`ts\n${machine}\`\`\``);
  });

  it("writes types that hold what the policy says, to a strict compiler", () => {
    const place = join(directory, "new", "tokens");
    writeFileSync(join(place, "reader.ts"), READER);
    const compiler = fileURLToPath(new URL("../node_modules/.bin/tsc", import.meta.url));
    const options = ["--strict", "--noEmit", "--exactOptionalPropertyTypes", "--ignoreConfig", "--types", ""];
    const args = [...options, "--target", "es2022", "--module", "nodenext", join(place, "reader.ts")];
    const compiled = () => execFileSync(compiler, args, { encoding: "utf8", stdio: "pipe" });
    expect(compiled()).toBe("");
    writeFileSync(join(place, "reader.ts"), READER.replaceAll("@ts-expect-error", ""));
    expect(compiled).toThrow();
  });
});

/** A program of another repository. The compiler refuses it where a type is wider or narrower than the policy says. */
const READER = `
import type { AccessToken, Group, IdToken, MachineAccessToken, Scope, UserAccessToken } from "./tokens.d.ts";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <Claim extends true>(claim?: Claim) => claim;

holds<Equal<UserAccessToken["company_id"], string>>();
holds<Equal<UserAccessToken["compliance_level"], "high" | undefined>>();
holds<Equal<UserAccessToken["country_id"], "uk" | "de" | "fr" | "unknown" | undefined>>();
holds<Equal<MachineAccessToken["external_partner_id"], string | undefined>>();
holds<Equal<AccessToken["token_use"], "access">>();
holds<Equal<IdToken["token_use"], "id">>();
holds<Equal<IdToken["email_verified"], boolean | undefined>>();
holds<Equal<Group, "ADMINS" | "EVERYONE" | "TRIAL">>();
export const scope: Scope = "admin/*";
export function company(token: AccessToken): string {
  return token.username === undefined ? token.client_id : token.company_id;
}
// @ts-expect-error two types are not equal
holds<Equal<UserAccessToken["company_id"], number>>();
// @ts-expect-error the claim is always suppressed
export type Number = IdToken["phone_number"];
// @ts-expect-error a machine has no company
export const wrong = (token: MachineAccessToken) => token.company_id;
`;

describe("catalogue --format openapi", () => {
  it("names the pool of one environment", async () => {
    const options = ["--env", "dev", "--user-pool-id", "eu-west-1_AbCdEfGhI"];
    const { stdout } = await catalogue("--format", "openapi", ...options);
    const { securitySchemes } = JSON.parse(stdout).components;
    expect(Object.keys(securitySchemes)).toEqual(["orders-dev", "orders-dev-openid"]);
  });
});

describe("wrong arguments of catalogue", () => {
  it.each([
    [["--format", "yaml"]],
    [["--format", "toString"]],
    [["--out", ""]],
    [["--env", "moon"]],
    [["--env", "toString"]],
    [["--user-pool-id", "eu-west-1_AbCdEfGhI"]],
    [["--env", "dev", "--user-pool-id", "pool"]],
  ])("%j is a usage error that says what is possible", async (options) => {
    const finished = await catalogue(...options);
    expect(finished.exitCode).toBe(2);
    expect(errorCodes(finished)).toEqual(["USAGE"]);
    expect(finished.stderr).toContain("usage: claimsmith catalogue");
    expect(finished.stdout).toBe("");
  });
});
