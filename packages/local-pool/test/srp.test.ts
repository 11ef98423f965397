// Does a person get in by SRP with the right password only, and learn nothing of others? The client is cognito-srp-helper.
import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserPasswordCommand,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { wrapAuthChallenge, wrapInitiateAuth } from "cognito-srp-helper";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { N } from "../src/users/srp-group.ts";
import { CLIENT_IDS, USER_POOL_ID } from "./world/blueprint.ts";
import { EMAIL, secretHash } from "./world/calls.ts";
import { beginSrp, newSession, type SrpAttempt, signed, signInBySrp, timestampAt } from "./world/srp.ts";
import { addUser, NOW_MS, openWorld, PASSWORD, startWorld, type World } from "./world/world.ts";

const REFUSED = { name: "NotAuthorizedException" };
const NOBODY = "nobody@example.org";

let shared: World;
let username: string;
beforeAll(async () => {
  shared = await openWorld();
  username = await addUser(shared, EMAIL);
  await addUser(shared, "bob@example.org");
});
afterAll(() => shared.close());

describe("USER_SRP_AUTH", () => {
  it("gives tokens for the right password, and its metadata reaches the trigger", async () => {
    const world = await startWorld();
    const sub = await addUser(world, EMAIL);
    const { AuthenticationResult } = await signInBySrp(world, {
      username: EMAIL,
      clientMetadata: { device: "kiosk" },
    });
    expect(decodeJwt(AuthenticationResult?.AccessToken ?? "").sub).toBe(sub);
    expect(AuthenticationResult?.RefreshToken).toBeDefined();
    expect(world.events).toMatchObject([
      { triggerSource: "TokenGeneration_Authentication", request: { clientMetadata: { device: "kiosk" } } },
    ]);
  });

  it("sends what clients need, and no session", async () => {
    const { challenge } = await beginSrp(shared, { username: EMAIL });
    expect(challenge.ChallengeName).toBe("PASSWORD_VERIFIER");
    expect(challenge.Session).toBeUndefined();
    expect(challenge.ChallengeParameters).toEqual({
      SALT: expect.stringMatching(/^[0-9a-f]{32}$/),
      SECRET_BLOCK: expect.stringMatching(/^[A-Za-z0-9+/]{128}$/),
      SRP_B: expect.stringMatching(/^[0-9a-f]{700,768}$/),
      USERNAME: username,
      USER_ID_FOR_SRP: username,
    });
  });

  const refusals: readonly (Partial<SrpAttempt> & { what: string })[] = [
    { what: "a wrong password", password: "Wrong-horse-1" },
    { what: "a password with one space more", password: `${PASSWORD} ` },
    { what: "a user that does not exist", username: NOBODY },
    { what: "another user's name in the answer", responses: { USERNAME: "bob@example.org" } },
    { what: "a signature of nothing", responses: { PASSWORD_CLAIM_SIGNATURE: "AAAA" } },
    { what: "another timestamp than the signed one", responses: { TIMESTAMP: timestampAt(NOW_MS + 1000) } },
    { what: "a clock that is six minutes slow", signedAtMs: NOW_MS - 360_000 },
    { what: "a clock that is six minutes fast", signedAtMs: NOW_MS + 360_000 },
    { what: "a block of the client's own", responses: { PASSWORD_CLAIM_SECRET_BLOCK: "QUJD" } },
    { what: "a hash from a client without secret", responses: { SECRET_HASH: "x" } },
  ];

  it.each(refusals)("refuses $what, and calls no trigger", async ({ what: _what, ...change }) => {
    const before = shared.events.length;
    await expect(signInBySrp(shared, { username: EMAIL, ...change })).rejects.toMatchObject(REFUSED);
    expect(shared.events).toHaveLength(before);
  });

  it.each([
    { what: "the pool's user name", answered: () => username },
    { what: "the address", answered: () => EMAIL },
    { what: "the address in another case", answered: () => "PAT@example.org" },
  ])("takes $what in the answer", async ({ answered }) => {
    const attempt = { username: EMAIL, responses: { USERNAME: answered() } };
    expect((await signInBySrp(shared, attempt)).AuthenticationResult?.AccessToken).toBeDefined();
  });

  it("forgives a clock that is four minutes off", async () => {
    const answer = await signInBySrp(shared, { username: EMAIL, signedAtMs: NOW_MS - 240_000 });
    expect(answer.AuthenticationResult?.AccessToken).toBeDefined();
  });

  it.each([
    { what: "nothing", SRP_A: "" },
    { what: "no number", SRP_A: "xyz" },
    { what: "zero", SRP_A: "00" },
    { what: "N, which is zero in the group", SRP_A: N.toString(16) },
    { what: "more than N", SRP_A: (N + 5n).toString(16) },
    { what: "far more than N", SRP_A: "7f".repeat(4_000) },
  ])("refuses $what as SRP_A", async ({ SRP_A }) => {
    const command = new InitiateAuthCommand({
      ClientId: CLIENT_IDS.web.clientId,
      AuthFlow: "USER_SRP_AUTH",
      AuthParameters: { USERNAME: EMAIL, SRP_A },
    });
    await expect(shared.sdk.send(command)).rejects.toMatchObject({ name: "InvalidParameterException" });
  });

  it("takes one answer for each exchange, right or wrong", async () => {
    const { answer } = await beginSrp(shared, { username: EMAIL });
    await shared.sdk.send(answer);
    await expect(shared.sdk.send(answer)).rejects.toMatchObject(REFUSED);
    const wrong = await beginSrp(shared, { username: EMAIL });
    const PASSWORD_CLAIM_SIGNATURE = "AAAA";
    const { input } = wrong.answer;
    const right = structuredClone(input.ChallengeResponses ?? {});
    input.ChallengeResponses = { ...right, PASSWORD_CLAIM_SIGNATURE };
    await expect(shared.sdk.send(wrong.answer)).rejects.toMatchObject(REFUSED);
    input.ChallengeResponses = right;
    await expect(shared.sdk.send(wrong.answer)).rejects.toMatchObject(REFUSED);
  });

  it("has three minutes", async () => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    const [first, second] = [
      await beginSrp(world, { username: EMAIL }),
      await beginSrp(world, { username: EMAIL }),
    ];
    world.pass(179);
    expect((await world.sdk.send(first.answer)).AuthenticationResult).toBeDefined();
    world.pass(1);
    await expect(world.sdk.send(second.answer)).rejects.toMatchObject(REFUSED);
  });

  it("refuses the answer through another client", async () => {
    const { answer } = await beginSrp(shared, { username: EMAIL });
    answer.input.ClientId = CLIENT_IDS.locked.clientId;
    await expect(shared.sdk.send(answer)).rejects.toMatchObject(REFUSED);
  });

  it("refuses a password that was changed in between", async () => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    const { answer } = await beginSrp(world, { username: EMAIL });
    const change = { UserPoolId: USER_POOL_ID, Username: EMAIL, Password: "Brand-new-1", Permanent: true };
    await world.sdk.send(new AdminSetUserPasswordCommand(change));
    await expect(world.sdk.send(answer)).rejects.toMatchObject(REFUSED);
  });

  it("wants the SECRET_HASH of a client with a secret in both steps", async () => {
    const { clientId } = CLIENT_IDS.server;
    const SECRET_HASH = secretHash(EMAIL, CLIENT_IDS.server);
    const session = newSession(EMAIL, PASSWORD);
    const begin = (AuthParameters: Record<string, string>) => {
      const request = { ClientId: clientId, AuthFlow: "USER_SRP_AUTH" as const, AuthParameters };
      return shared.sdk.send(new InitiateAuthCommand(wrapInitiateAuth(session, request)));
    };
    await expect(begin({ USERNAME: EMAIL })).rejects.toMatchObject(REFUSED);
    const challenge = await begin({ USERNAME: EMAIL, SECRET_HASH });
    expect(challenge.ChallengeName).toBe("PASSWORD_VERIFIER");
    const responses = { USERNAME: EMAIL, SECRET_HASH };
    const attempt = { username: EMAIL, clientId };
    await expect(signInBySrp(shared, attempt)).rejects.toMatchObject(REFUSED);
    const answer = wrapAuthChallenge(signed(session, challenge), {
      ClientId: clientId,
      UserPoolId: USER_POOL_ID,
      ChallengeName: "PASSWORD_VERIFIER" as const,
      ChallengeResponses: responses,
    });
    const { AuthenticationResult } = await shared.sdk.send(new AdminRespondToAuthChallengeCommand(answer));
    expect(decodeJwt(AuthenticationResult?.AccessToken ?? "").client_id).toBe(clientId);
  });

  it("is open to servers, too", async () => {
    const session = newSession(EMAIL, PASSWORD);
    const ids = { UserPoolId: USER_POOL_ID, ClientId: CLIENT_IDS.web.clientId };
    const request = wrapInitiateAuth(session, {
      ...ids,
      AuthFlow: "USER_SRP_AUTH" as const,
      AuthParameters: { USERNAME: EMAIL },
    });
    const challenge = await shared.sdk.send(new AdminInitiateAuthCommand(request));
    const answer = wrapAuthChallenge(signed(session, challenge), {
      ...ids,
      ChallengeName: "PASSWORD_VERIFIER" as const,
      ChallengeResponses: { USERNAME: EMAIL },
    });
    const { AuthenticationResult } = await shared.sdk.send(new AdminRespondToAuthChallengeCommand(answer));
    expect(decodeJwt(AuthenticationResult?.AccessToken ?? "").sub).toBe(username);
  });

  it("asks a user with a temporary password for a new one, and gives nothing for a wrong one", async () => {
    const world = await startWorld();
    const TemporaryPassword = "Temporary-1";
    const user = { UserPoolId: USER_POOL_ID, Username: EMAIL, TemporaryPassword };
    await world.sdk.send(new AdminCreateUserCommand(user));
    const answer = await signInBySrp(world, { username: EMAIL, password: TemporaryPassword });
    expect(answer).toMatchObject({ ChallengeName: "NEW_PASSWORD_REQUIRED", Session: expect.any(String) });
    expect(answer.AuthenticationResult).toBeUndefined();
    await expect(signInBySrp(world, { username: EMAIL })).rejects.toMatchObject(REFUSED);
  });
});

describe("a user that does not exist", () => {
  const parameters = async (world: World, name: string) =>
    (await beginSrp(world, { username: name })).challenge.ChallengeParameters ?? {};

  it("gets what a real one gets, always with the same salt and id", async () => {
    const [first, again, other] = await Promise.all(
      [NOBODY, "Nobody@Example.org", "nobody-else@example.org"].map((name) => parameters(shared, name)),
    );
    const real = await parameters(shared, EMAIL);
    expect(Object.keys(first ?? {})).toEqual(Object.keys(real));
    expect(first?.USERNAME).toBe(first?.USER_ID_FOR_SRP);
    expect(first?.SALT).toMatch(/^[0-9a-f]{32}$/);
    expect(first?.USER_ID_FOR_SRP).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect([again?.SALT, again?.USER_ID_FOR_SRP]).toEqual([first?.SALT, first?.USER_ID_FOR_SRP]);
    expect(other?.SALT).not.toBe(first?.SALT);
    expect(first?.SRP_B).not.toBe(again?.SRP_B);
  });

  it("is another one in another pool", async () => {
    const elsewhere = await startWorld();
    const [here, there] = [await parameters(shared, NOBODY), await parameters(elsewhere, NOBODY)];
    expect(there.SALT).not.toBe(here.SALT);
  });

  it("is refused in the words of a wrong password", async () => {
    const attempts = [{ username: NOBODY }, { username: EMAIL, password: "Wrong-horse-1" }];
    const messages = await Promise.all(
      attempts.map((attempt) => signInBySrp(shared, attempt).catch((error: Error) => error.message)),
    );
    expect(messages).toEqual(["Incorrect username or password.", "Incorrect username or password."]);
  });
});
