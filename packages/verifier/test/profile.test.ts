// How is a user's profile had without putting it on tokens? Against a real local pool, and servers that misbehave.
import { createServer, type RequestListener } from "node:http";
import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import {
  fromAdminGetUser,
  fromGetUser,
  fromUserInfo,
  isProfileError,
  type Profile,
  ProfileError,
  type ProfileOptions,
  type ProfileOwner,
  profileFetcher,
} from "../src/profile/index.ts";
import { listening } from "./adapters/over-http.ts";
import { CLIENTS, USER_POOL_ID } from "./issuer.ts";
import { EMAIL, openProfileWorld, type ProfileWorld } from "./profile-world.ts";

const ADMIN = "aws.cognito.signin.user.admin";
const OPTIONS: ProfileOptions = { deadlineMs: 10_000, cache: null };

let world: ProfileWorld;
beforeAll(async () => {
  world = await openProfileWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  world.scopesToAdd = ["openid"];
  world.scopesToSuppress = [];
});

async function signedIn(email = EMAIL) {
  const tokens = await world.signIn(email);
  return { ...tokens, principal: await world.verifier.verify(tokens.accessToken, { kind: "user" }) };
}

const userInfo = () => fromUserInfo({ url: `${world.pool.endpoint}/oauth2/userInfo` });
const getUser = () => fromGetUser({ endpoint: world.pool.endpoint });
const adminGetUser = () =>
  fromAdminGetUser({ call: (input) => world.call("AdminGetUser", { UserPoolId: USER_POOL_ID, ...input }) });

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "fetched",
    (error: ProfileError) => error.code,
  );

describe("a profile", () => {
  const READABLE = { email: EMAIL, email_verified: "true", name: "Pat" };

  test("comes through userInfo, with openid on the access token", async () => {
    const { principal, accessToken } = await signedIn();
    const { sub, username } = principal;
    const profile = await profileFetcher(userInfo(), OPTIONS)(principal, accessToken);
    expect(profile).toEqual({ sub, username, attributes: READABLE });
    expect(Object.isFrozen(profile) && Object.isFrozen(profile.attributes)).toBe(true);
  });

  test("comes through GetUser, with the scope of the user's own operations", async () => {
    const { principal, accessToken } = await signedIn();
    const { sub, username } = principal;
    const profile = await profileFetcher(getUser(), OPTIONS)(principal, accessToken);
    expect(profile).toMatchObject({ sub, username, attributes: READABLE });
  });

  test("comes through AdminGetUser, whatever scopes the token has, and whole", async () => {
    world.scopesToAdd = [];
    world.scopesToSuppress = [ADMIN];
    const { principal } = await signedIn();
    const { attributes } = await profileFetcher(adminGetUser(), OPTIONS)(principal);
    expect(attributes).toMatchObject({ ...READABLE, "custom:company_id": "acme" });
  });

  test.each([
    ["openid", userInfo],
    [ADMIN, getUser],
  ] as const)(
    "that needs %s is refused by that name without it, and nothing is called",
    async (scope, source) => {
      world.scopesToAdd = [];
      world.scopesToSuppress = [ADMIN];
      const { principal, accessToken } = await signedIn();
      const before = world.calls.length;
      const error = await profileFetcher(source(), OPTIONS)(principal, accessToken).catch((thrown) => thrown);
      expect(error).toMatchObject({ code: "PROFILE_SCOPE_MISSING", missingScope: scope, status: 403 });
      expect(isProfileError(error)).toBe(true);
      expect(world.calls.slice(before)).toEqual([]);
    },
  );

  test("is refused once the sign-in is revoked", async () => {
    const { principal, accessToken, refreshToken } = await signedIn();
    await world.call("RevokeToken", { ClientId: CLIENTS.web, Token: refreshToken });
    for (const source of [userInfo(), getUser()])
      expect(await codeOf(profileFetcher(source, OPTIONS)(principal, accessToken))).toBe(
        "PROFILE_TOKEN_REFUSED",
      );
  });

  test("is refused for a user who is gone, also by the server's own credentials", async () => {
    await world.addUser("gone@example.org");
    const { principal, accessToken } = await signedIn("gone@example.org");
    await world.call("AdminDeleteUser", { UserPoolId: USER_POOL_ID, Username: principal.username });
    expect(await codeOf(profileFetcher(adminGetUser(), OPTIONS)(principal))).toBe("PROFILE_USER_UNKNOWN");
    expect(await codeOf(profileFetcher(userInfo(), OPTIONS)(principal, accessToken))).toBe(
      "PROFILE_TOKEN_REFUSED",
    );
  });

  test("is that of the principal, or refused: fetched and remembered alike", async () => {
    await world.addUser("other@example.org");
    const [own, other] = [await signedIn(), await signedIn("other@example.org")];
    const fetchProfile = profileFetcher(userInfo(), { ...OPTIONS, cache: { maxProfiles: 9, ttlSeconds: 9 } });
    expect(await codeOf(fetchProfile(own.principal, other.accessToken))).toBe("PROFILE_OF_ANOTHER");
    expect(await codeOf(fetchProfile(own.principal, other.accessToken))).toBe("PROFILE_OF_ANOTHER");
    expect(await codeOf(fetchProfile(other.principal, other.accessToken))).toBe("fetched");
  });
});

const OWNER: ProfileOwner = {
  kind: "user",
  sub: "sub-1",
  username: "u-1",
  issuer: "https://login.example.org",
  scopes: ["openid", ADMIN],
};
const PROFILE: Profile = { sub: "sub-1", attributes: { name: "Pat" } };

/** A server on this machine that answers as told. */
async function serverUrl(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await listening(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}

const answering =
  (status: number, body: string): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { location: "/elsewhere" }).end(body);

describe("a profile that cannot be had", () => {
  const refusal = (name: string) => answering(400, JSON.stringify({ __type: name, message: "canary" }));

  test.each([
    ["a time that is too long", () => {}, "PROFILE_LATE"],
    ["an outage", answering(503, "canary"), "PROFILE_UNAVAILABLE"],
    ["too many requests", answering(429, ""), "PROFILE_UNAVAILABLE"],
    ["another page", answering(200, "<html>canary</html>"), "PROFILE_UNREADABLE"],
    ["another document", answering(200, '{"name":"canary"}'), "PROFILE_UNREADABLE"],
    ["another address", answering(302, ""), "PROFILE_UNAVAILABLE"],
    ["a page that is not there", answering(404, ""), "PROFILE_UNREADABLE"],
    [
      "a connection that breaks",
      (_: unknown, response: Parameters<RequestListener>[1]) => void response.destroy(),
      "PROFILE_UNAVAILABLE",
    ],
  ] as const)("is unavailable, and no bad token: %s", async (_, listener, code) => {
    const url = await serverUrl(listener);
    for (const source of [fromUserInfo({ url }), fromGetUser({ endpoint: url })]) {
      const deadlineMs = code === "PROFILE_LATE" ? 20 : 10_000;
      const error = await profileFetcher(source, { ...OPTIONS, deadlineMs })(OWNER, "canary-token").catch(
        (e) => e,
      );
      expect(error).toMatchObject({ code, category: "unavailable", status: 503 });
      expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/canary|127\.0\.0\.1|sub-1|u-1\b/);
    }
  });

  test.each([
    ["NotAuthorizedException", "PROFILE_TOKEN_REFUSED"],
    ["com.amazonaws#PasswordResetRequiredException", "PROFILE_TOKEN_REFUSED"],
    ["UserNotFoundException", "PROFILE_USER_UNKNOWN"],
    ["TooManyRequestsException", "PROFILE_UNAVAILABLE"],
    ["ResourceNotFoundException", "PROFILE_UNREADABLE"],
    ["constructor", "PROFILE_UNREADABLE"],
  ])("is what GetUser says: %s", async (name, code) => {
    const endpoint = await serverUrl(refusal(name));
    expect(await codeOf(profileFetcher(fromGetUser({ endpoint }), OPTIONS)(OWNER, "token"))).toBe(code);
  });

  test("is nobody's fault but the server's where its own credentials are refused", async () => {
    const failure = Object.assign(new Error("canary"), { name: "NotAuthorizedException" });
    const source = fromAdminGetUser({ call: () => Promise.reject(failure) });
    const error = await profileFetcher(source, OPTIONS)(OWNER).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: "PROFILE_UNAVAILABLE", cause: { name: "NotAuthorizedException" } });
    expect(inspect(error, { depth: 9 })).not.toContain("canary");
  });

  test("ends the call at the deadline", async () => {
    let signal: AbortSignal | undefined;
    const call = (_: unknown, given: AbortSignal) => {
      signal = given;
      return new Promise<never>(() => {});
    };
    const fetchProfile = profileFetcher(fromAdminGetUser({ call }), { ...OPTIONS, deadlineMs: 1 });
    expect(await codeOf(fetchProfile(OWNER))).toBe("PROFILE_LATE");
    expect(signal?.aborted).toBe(true);
  });

  test("is that of a machine", async () => {
    const machine = { ...OWNER, kind: "machine" } as const;
    const source = fromAdminGetUser({ call: () => Promise.reject(new Error("called")) });
    expect(await codeOf(profileFetcher(source, OPTIONS)(machine))).toBe("PROFILE_OF_MACHINE");
  });
});

describe("profiles", () => {
  /** A source that counts, and answers at once, or when it is told. */
  function counted() {
    let calls = 0;
    const waiting: ((profile: Profile) => void)[] = [];
    const sourceOf = (read: () => Promise<Profile>) => ({
      scope: null,
      proofLength: 1 as const,
      read: () => {
        calls += 1;
        return read();
      },
    });
    const answer = async (count: number) => {
      while (waiting.length < count) await new Promise((resolve) => setImmediate(resolve));
      for (const resolve of waiting.splice(0)) resolve(PROFILE);
    };
    return {
      source: sourceOf(async () => PROFILE),
      slowSource: sourceOf(() => new Promise((resolve) => waiting.push(resolve))),
      answer,
      calls: () => calls,
    };
  }

  const cache = { maxProfiles: 2, ttlSeconds: 60 };

  test("are fetched once for all who ask at once, and for each token by itself", async () => {
    const { slowSource, answer, calls } = counted();
    const fetchProfile = profileFetcher(slowSource, OPTIONS);
    const asked = ["a", "a", "a", "b"].map((token) => fetchProfile(OWNER, token));
    await answer(2);
    expect(await Promise.all(asked)).toEqual([PROFILE, PROFILE, PROFILE, PROFILE]);
    expect(calls()).toBe(2);
    const again = fetchProfile(OWNER, "a");
    await answer(1);
    await again;
    expect(calls()).toBe(3);
  });

  test("are remembered for the stated time, and not more of them than stated", async () => {
    let nowMs = 0;
    const { source, calls } = counted();
    const fetchProfile = profileFetcher(source, { ...OPTIONS, cache, clock: () => nowMs });
    const fetched = async (token: string) => {
      const before = calls();
      await fetchProfile(OWNER, token);
      return calls() > before;
    };
    expect([await fetched("a"), await fetched("a"), await fetched("b"), await fetched("a")]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect([await fetched("c"), await fetched("a"), await fetched("b")]).toEqual([true, false, true]);
    nowMs = 59_999;
    expect(await fetched("b")).toBe(false);
    nowMs = 60_000;
    expect(await fetched("b")).toBe(true);
  });

  test("that could not be had are asked for again", async () => {
    let calls = 0;
    const call = async () => {
      calls += 1;
      if (calls === 1) throw new Error("an outage");
      return { Username: "u-1", UserAttributes: [{ Name: "name", Value: "Pat" }] };
    };
    const fetchProfile = profileFetcher(fromAdminGetUser({ call }), { ...OPTIONS, cache });
    expect(await codeOf(fetchProfile(OWNER))).toBe("PROFILE_UNAVAILABLE");
    expect(await fetchProfile(OWNER)).toEqual({ sub: "sub-1", username: "u-1", attributes: { name: "Pat" } });
    await fetchProfile(OWNER);
    expect(calls).toBe(2);
  });

  test("of a user name that belongs to somebody else by now are refused", async () => {
    const call = async () => ({ Username: "u-1", UserAttributes: [{ Name: "sub", Value: "sub-2" }] });
    expect(await codeOf(profileFetcher(fromAdminGetUser({ call }), OPTIONS)(OWNER))).toBe(
      "PROFILE_OF_ANOTHER",
    );
  });

  const BAD_OPTIONS: readonly (readonly [string, object, string])[] = [
    ["no word on the cache", { deadlineMs: 1 }, "cache"],
    ["no deadline", { cache: null }, "deadlineMs"],
    ["a deadline of no time", { cache: null, deadlineMs: 0 }, "deadlineMs"],
    ["a cache without a bound", { deadlineMs: 1, cache: { ttlSeconds: 1 } }, "cache"],
    ["a misspelt option", { ...OPTIONS, deadline: 1 }, "deadline"],
    ["a misspelt option of the cache", { deadlineMs: 1, cache: { ...cache, ttl: 1 } }, "cache.ttl"],
    ["a clock that is none", { ...OPTIONS, clock: 5 }, "clock"],
  ];

  test.each(BAD_OPTIONS)("are not fetched with %s", (_, options, path) => {
    const issues = [expect.objectContaining({ path })];
    expect(() => profileFetcher(counted().source, options as ProfileOptions)).toThrow(
      expect.objectContaining({ code: "OPTIONS_INVALID", issues }),
    );
  });

  test.each([
    "http://login.example.org/oauth2/userInfo",
    "/oauth2/userInfo",
    "https://u:p@login.example.org/a",
    undefined,
  ])("are not fetched from %s", (url) => {
    const options = { url } as { url: string };
    expect(() => fromUserInfo(options)).toThrow(expect.objectContaining({ code: "OPTIONS_INVALID" }));
    expect(() => fromGetUser({ endpoint: url } as never)).toThrow(
      expect.objectContaining({ code: "OPTIONS_INVALID" }),
    );
  });

  test("need the proof that their source needs", async () => {
    const fetchProfile = profileFetcher(counted().source, OPTIONS) as unknown as (
      owner: ProfileOwner,
    ) => Promise<Profile>;
    await expect(fetchProfile(OWNER)).rejects.toThrow(TypeError);
    expect(new ProfileError("PROFILE_LATE").category).toBe("unavailable");
  });
});
