// How often is the trigger called, and how much may it change?
import { describe, expect, it } from "vitest";
import {
  inProcessTrigger,
  TriggerError,
  type TriggerFailureCode,
  type TriggerInvoker,
} from "../src/index.ts";
import { addUser, signIn, startWorld, verified } from "./world/world.ts";

const EMAIL = "pat@example.org";

/** Fails as often as it is told, then changes nothing. */
function failing(code: TriggerFailureCode, times: number): TriggerInvoker & { readonly calls: () => number } {
  let calls = 0;
  return {
    invoke: async (event) => {
      calls += 1;
      if (calls <= times) throw new TriggerError(code, "no");
      return event;
    },
    close: async () => {},
    calls: () => calls,
  };
}

describe("the trigger is called", () => {
  it.each<{
    what: string;
    retries?: 0 | 1 | 2;
    code: TriggerFailureCode;
    fails: number;
    calls: number;
    works: boolean;
  }>([
    { what: "once by default", code: "TRIGGER_TIMED_OUT", fails: 1, calls: 1, works: false },
    { what: "again if told so", retries: 1, code: "TRIGGER_TIMED_OUT", fails: 1, calls: 2, works: true },
    { what: "three times at most", retries: 2, code: "TRIGGER_TIMED_OUT", fails: 3, calls: 3, works: false },
    { what: "once if it throws", retries: 2, code: "TRIGGER_THREW", fails: 1, calls: 1, works: false },
    { what: "once if it crashes", retries: 2, code: "TRIGGER_CRASHED", fails: 1, calls: 1, works: false },
  ])("$what", async ({ retries, code, fails, calls, works }) => {
    const trigger = failing(code, fails);
    const world = await startWorld({
      trigger,
      ...(retries === undefined ? {} : { triggerRetries: retries }),
    });
    await addUser(world, EMAIL);
    const outcome = await signIn(world, EMAIL).then(
      () => true,
      () => false,
    );
    expect({ works: outcome, calls: trigger.calls() }).toEqual({ works, calls });
  });
});

describe("the trigger may change 5,000 claims and scopes in all", () => {
  const claims = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`c${n}`, n]));

  it.each([
    { what: "a few thousand claims", access: 4_900, id: 0, scopes: 0, works: true },
    {
      what: "5,000 claims on the access token, beside those that are there",
      access: 5_000,
      id: 0,
      scopes: 0,
      works: false,
    },
    { what: "too many over both tokens", access: 2_500, id: 2_500, scopes: 0, works: false },
    { what: "too many with the scopes", access: 2_500, id: 2_400, scopes: 100, works: false },
  ])("$what: works = $works", async ({ access, id, scopes, works }) => {
    const world = await startWorld({
      trigger: inProcessTrigger((event: Record<string, unknown>) => ({
        ...event,
        response: {
          claimsAndScopeOverrideDetails: {
            idTokenGeneration: { claimsToAddOrOverride: claims(id) },
            accessTokenGeneration: {
              claimsToAddOrOverride: claims(access),
              claimsToSuppress: Object.keys(claims(6_000)),
              scopesToAdd: Array.from({ length: scopes }, (_, n) => `s${n}`),
            },
          },
        },
      })),
    });
    await addUser(world, EMAIL);
    if (works) {
      const { accessToken } = await signIn(world, EMAIL);
      expect(await verified(world, accessToken)).toMatchObject({ token_use: "access" });
    } else {
      await expect(signIn(world, EMAIL)).rejects.toMatchObject({ name: "InvalidLambdaResponseException" });
    }
  });
});
