// Do users come in from, and go out to, the CSV format of Cognito?
import {
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmForgotPasswordCommand,
  type CreateUserPoolCommandInput,
  ForgotPasswordCommand,
  GetCSVHeaderCommand,
  InitiateAuthCommand,
  ListUsersCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { isExpressible, lineOf, rowsOf } from "../src/users/csv/csv-rows.ts";
import { byName, type OwnPool, openOwnPool, ownPool } from "./world/own-pool.ts";
import { PASSWORD } from "./world/world.ts";

const CUSTOM = [
  { Name: "plan", AttributeDataType: "String" as const, Mutable: true },
  { Name: "level", AttributeDataType: "Number" as const, Mutable: true },
];
const PLAIN: Partial<CreateUserPoolCommandInput> = {
  AutoVerifiedAttributes: ["email"],
  Schema: [{ Name: "name", Required: true }, ...CUSTOM],
};
const plainPool = (): Promise<OwnPool> => ownPool(PLAIN);

const header = async ({ sdk, UserPoolId }: OwnPool): Promise<string[]> =>
  (await sdk.send(new GetCSVHeaderCommand({ UserPoolId }))).CSVHeader ?? [];

const PAT = {
  "cognito:username": "pat",
  "cognito:mfa_enabled": "FALSE",
  email: "pat@example.org",
  email_verified: "TRUE",
  name: "Pat",
};

/** A file with these users; a change of one column's value makes one thing different. */
async function fileOf(own: OwnPool, ...users: Readonly<Record<string, string>>[]): Promise<string> {
  const columns = await header(own);
  return [columns, ...users.map((user) => columns.map((column) => user[column] ?? ""))]
    .map((values) => `${values.join(",")}\n`)
    .join("");
}

async function stored({ sdk, UserPoolId }: OwnPool, Username: string) {
  const user = await sdk.send(new AdminGetUserCommand({ UserPoolId, Username }));
  const { sub: _sub, ...attributes } = byName(user.UserAttributes);
  return { status: user.UserStatus, attributes };
}

async function countOf({ sdk, UserPoolId }: OwnPool): Promise<number> {
  return (await sdk.send(new ListUsersCommand({ UserPoolId }))).Users?.length ?? 0;
}

it("GetCSVHeader lists the standard attributes, the custom ones, and Cognito's two", async () => {
  expect(await header(await plainPool())).toEqual(
    (
      "name,given_name,family_name,middle_name,nickname,preferred_username,profile,picture,website,email," +
      "email_verified,gender,birthdate,zoneinfo,locale,phone_number,phone_number_verified,address,updated_at," +
      "custom:plan,custom:level,cognito:mfa_enabled,cognito:username"
    ).split(","),
  );
});

describe("an import", () => {
  it("makes users who must reset their password, and then sign in", async () => {
    const own = await plainPool();
    const { cloud, sdk, UserPoolId, ClientId } = own;
    const csv = await fileOf(own, {
      ...PAT,
      birthdate: "02/01/1985",
      address: "1 Any Street\\, Town",
      "custom:plan": "gold",
      updated_at: "1471453471",
    });
    expect(await cloud.importUsers(UserPoolId, csv)).toEqual({ imported: 1, problems: [] });
    expect(await stored(own, "pat")).toEqual({
      status: "RESET_REQUIRED",
      attributes: {
        name: "Pat",
        email: "pat@example.org",
        email_verified: "true",
        birthdate: "1985-02-01",
        address: "1 Any Street, Town",
        updated_at: "1471453471",
        "custom:plan": "gold",
      },
    });
    expect(cloud.outbox()).toEqual([]);
    const signIn = () =>
      sdk.send(
        new InitiateAuthCommand({
          ClientId,
          AuthFlow: "USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: "pat", PASSWORD },
        }),
      );
    await expect(signIn()).rejects.toBeDefined();
    const who = { ClientId, Username: "pat" };
    await sdk.send(new ForgotPasswordCommand(who));
    const ConfirmationCode = own.lastCode();
    await sdk.send(new ConfirmForgotPasswordCommand({ ...who, ConfirmationCode, Password: PASSWORD }));
    expect((await signIn()).AuthenticationResult?.AccessToken).toBeDefined();
  });

  it("leaves users to an administrator who gives them passwords", async () => {
    const own = await plainPool();
    const { cloud, sdk, UserPoolId } = own;
    await cloud.importUsers(UserPoolId, await fileOf(own, PAT));
    const at = { UserPoolId, Username: "pat" };
    await sdk.send(new AdminSetUserPasswordCommand({ ...at, Password: PASSWORD, Permanent: true }));
    expect((await stored(own, "pat")).status).toBe("CONFIRMED");
  });

  it("takes columns in any order, CRLF, and white space around values", async () => {
    const own = await plainPool();
    const columns = [...(await header(own))].reverse();
    const values = columns.map((column) => ` ${PAT[column as keyof typeof PAT] ?? ""} `);
    const csv = `${columns.join(",")}\r\n${values.join(",")}\r\n`;
    expect(await own.cloud.importUsers(own.UserPoolId, csv)).toEqual({ imported: 1, problems: [] });
    expect((await stored(own, "pat")).attributes).toMatchObject({ name: "Pat" });
  });

  it("makes the user name where people sign in with an address", async () => {
    const own = await ownPool({ UsernameAttributes: ["email"], AutoVerifiedAttributes: ["email"] });
    const csv = await fileOf(own, { ...PAT, "cognito:username": "pat@example.org" });
    expect(await own.cloud.importUsers(own.UserPoolId, csv)).toMatchObject({ imported: 1 });
    expect((await stored(own, "pat@example.org")).status).toBe("RESET_REQUIRED");
    const refused = await own.cloud.importUsers(own.UserPoolId, await fileOf(own, PAT));
    expect(refused.problems).toMatchObject([{ line: 2, column: "cognito:username" }]);
  });

  it("refuses names that are taken, in the pool or twice in the file, and imports nobody then", async () => {
    const own = await plainPool();
    const importing = async (...users: Readonly<Record<string, string>>[]) =>
      own.cloud.importUsers(own.UserPoolId, await fileOf(own, ...users));
    await importing(PAT);
    const sam = { ...PAT, "cognito:username": "sam", email: "sam@example.org" };
    const { imported, problems } = await importing(sam, PAT, sam);
    expect(imported).toBe(0);
    expect(problems).toMatchObject([
      { line: 3, column: "cognito:username" },
      { line: 4, column: "cognito:username" },
    ]);
    expect(await countOf(own)).toBe(1);
  });

  it("needs a pool that verifies addresses by itself", async () => {
    const own = await ownPool();
    const { problems } = await own.cloud.importUsers(own.UserPoolId, await fileOf(own, PAT));
    expect(problems).toMatchObject([{ line: 1 }]);
  });

  it("names no value in a problem", async () => {
    const own = await plainPool();
    const canary = "Canary-7-value";
    const columns = (await header(own)).filter((column) => !column.startsWith("cognito:username"));
    const user = Object.fromEntries(columns.map((column) => [column, `"${canary}"`]));
    const { problems } = await own.cloud.importUsers(own.UserPoolId, await fileOf(own, user));
    expect(problems.length).toBeGreaterThan(columns.length - 1);
    expect(JSON.stringify(problems)).not.toContain(canary);
  });
});

describe("an import that is refused", () => {
  let own: OwnPool;
  beforeAll(async () => {
    own = await openOwnPool(PLAIN);
  });
  afterAll(() => own.close());
  afterEach(async () => {
    expect(await countOf(own)).toBe(0);
  });

  interface Refused {
    readonly what: string;
    readonly change: Readonly<Record<string, string>>;
    readonly column: string;
  }

  it.each<Refused>([
    { what: "no user name", change: { "cognito:username": "" }, column: "cognito:username" },
    { what: "a user name with a space", change: { "cognito:username": "pat s" }, column: "cognito:username" },
    { what: "no word on MFA", change: { "cognito:mfa_enabled": "" }, column: "cognito:mfa_enabled" },
    { what: "MFA", change: { "cognito:mfa_enabled": "TRUE" }, column: "cognito:mfa_enabled" },
    { what: "no verified address", change: { email_verified: "FALSE" }, column: "email_verified" },
    { what: "a flag that is none", change: { email_verified: "yes" }, column: "email_verified" },
    { what: "a verified address that is missing", change: { email: "" }, column: "email" },
    {
      what: "a verified number that is missing",
      change: { phone_number_verified: "TRUE" },
      column: "phone_number",
    },
    { what: "a required attribute that is missing", change: { name: "" }, column: "name" },
    { what: "an address that is none", change: { email: "pat" }, column: "email" },
    { what: "a birthday in another format", change: { birthdate: "1985-02-01" }, column: "birthdate" },
    { what: "a birthday that never was", change: { birthdate: "02/30/1985" }, column: "birthdate" },
    { what: "a time in words", change: { updated_at: "yesterday" }, column: "updated_at" },
    { what: "a number that is none", change: { "custom:level": "three" }, column: "custom:level" },
    { what: "quotation marks", change: { nickname: '"Patty"' }, column: "nickname" },
  ])("refuses $what, and says where", async ({ change, column }) => {
    const other = { ...PAT, "cognito:username": "sam", email: "sam@example.org" };
    const csv = await fileOf(own, other, { ...PAT, ...change });
    const { imported, problems } = await own.cloud.importUsers(own.UserPoolId, csv);
    expect(imported).toBe(0);
    expect(problems.map((problem) => ({ line: problem.line, column: problem.column }))).toContainEqual({
      line: 3,
      column,
    });
    expect(problems.every(({ line }) => line === 3)).toBe(true);
  });

  it("tells every problem of a file at once", async () => {
    const csv = await fileOf(own, { ...PAT, email: "pat", name: "" }, { ...PAT, birthdate: "soon" });
    const { problems } = await own.cloud.importUsers(own.UserPoolId, csv);
    expect(problems.map(({ line, column }) => `${line} ${column}`).sort()).toEqual([
      "2 email",
      "2 name",
      "3 birthdate",
    ]);
  });

  it.each([
    { what: "a missing column", edit: (csv: string) => csv.replace("nickname,", "").replace(",,,", ",,") },
    { what: "a column twice", edit: (csv: string) => csv.replace("nickname", "name") },
    { what: "a column that the pool does not have", edit: (csv: string) => csv.replace("nickname", "nick") },
    { what: "a byte order mark", edit: (csv: string) => `\uFEFF${csv}` },
    { what: "nothing", edit: () => "" },
  ])("refuses a file with $what by its first line", async ({ edit }) => {
    const { imported, problems } = await own.cloud.importUsers(own.UserPoolId, edit(await fileOf(own, PAT)));
    expect(imported).toBe(0);
    expect(new Set(problems.map(({ line }) => line))).toEqual(new Set([1]));
  });

  it.each([
    { what: "a comma without a backslash", edit: (csv: string) => csv.replace("Pat,", "Pat, Jr.,") },
    { what: "an empty line", edit: (csv: string) => csv.replace("\n", "\n\n") },
    { what: "a line that is too long", edit: (csv: string) => csv.replace("Pat,", `${"x".repeat(16_000)},`) },
  ])("refuses a file with $what", async ({ edit }) => {
    const { imported, problems } = await own.cloud.importUsers(own.UserPoolId, edit(await fileOf(own, PAT)));
    expect(imported).toBe(0);
    expect(problems).toMatchObject([{ line: 2 }]);
  });
});

describe("an export", () => {
  it("is a file that another pool imports to the same users", async () => {
    const [from, to] = [await plainPool(), await plainPool()];
    const csv = await fileOf(
      from,
      { ...PAT, birthdate: "02/01/1985", address: "1 Any Street\\, Town", "custom:level": "3" },
      { ...PAT, "cognito:username": "sam", email: "sam@example.org", nickname: 'S "the" S' },
    );
    await from.cloud.importUsers(from.UserPoolId, csv);
    const exported = from.cloud.exportUsers(from.UserPoolId);
    expect(await to.cloud.importUsers(to.UserPoolId, exported)).toEqual({ imported: 2, problems: [] });
    for (const name of ["pat", "sam"]) {
      const { attributes } = await stored(from, name);
      expect((await stored(to, name)).attributes).toEqual({ phone_number_verified: "false", ...attributes });
    }
  });

  it("shows the address as the user name where people sign in with it", async () => {
    const own = await ownPool({ UsernameAttributes: ["email"], AutoVerifiedAttributes: ["email"] });
    const csv = await fileOf(own, { ...PAT, "cognito:username": "pat@example.org" });
    await own.cloud.importUsers(own.UserPoolId, csv);
    const [columns, user] = rowsOf(own.cloud.exportUsers(own.UserPoolId));
    expect(user?.values[columns?.values.indexOf("cognito:username") ?? -1]).toBe("pat@example.org");
  });

  it.each(["two\nlines", " space", 'quoted: "x"\\', "back\\,slash"])(
    "is refused where the format cannot express a value: %j",
    async (nickname) => {
      const own = await plainPool();
      const { cloud, sdk, UserPoolId } = own;
      await cloud.importUsers(UserPoolId, await fileOf(own, PAT));
      const UserAttributes = [{ Name: "nickname", Value: nickname }];
      await sdk.send(new AdminUpdateUserAttributesCommand({ UserPoolId, Username: "pat", UserAttributes }));
      expect(() => cloud.exportUsers(UserPoolId)).toThrow(
        expect.objectContaining({
          code: "USERS_NOT_EXPORTABLE",
          message: expect.not.stringContaining(nickname),
        }),
      );
    },
  );

  it("reads every line that it writes as it was", () => {
    const value = fc.string({ unit: fc.constantFrom(...'a,\\" \n\rü'.split("")) }).filter(isExpressible);
    fc.assert(
      fc.property(fc.array(fc.array(value, { minLength: 2 }), { minLength: 1 }), (table) => {
        const csv = table.map((values) => `${lineOf(values)}\n`).join("");
        expect(rowsOf(csv).map(({ values }) => values)).toEqual(table);
      }),
    );
  });
});
