// Does the compiler hold environments against their policy? Checked by tsc: what it no longer refuses fails here.
import {
  defineEnvironments,
  definePolicy,
  type Environment,
  flag,
  integer,
  list,
  oneOf,
  type SettingsOf,
  text,
} from "../../src/index.ts";
import { environments } from "./shop.ts";

/** True where two types are one, `any` being equal to nothing but itself. */
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <Claim extends true>(claim?: Claim): Claim | undefined => claim;

const policy = definePolicy({
  name: "typed",
  settings: {
    partnerId: text({ maxLength: 20 }),
    tier: oneOf("trial", "full"),
    seats: integer({ min: 0, max: 9 }),
    open: flag(),
    regions: list(oneOf("eu", "us"), { maxCount: 2 }),
  },
  clients: { web: { kind: "browser", scopes: [] } },
});

holds<
  Equal<
    SettingsOf<typeof policy>,
    {
      readonly partnerId: string;
      readonly tier: "trial" | "full";
      readonly seats: number;
      readonly open: boolean;
      readonly regions: readonly ("eu" | "us")[];
    }
  >
>();

const { settings: _settings, clients: _clients, ...base } = environments.dev;
const settings = { partnerId: "p", tier: "full", seats: 1, open: true, regions: ["eu"] } as const;
const clients = { web: { callbackUrls: ["https://a.example/"] } };

/** What is right compiles; it is never run. */
export function right() {
  const defined = defineEnvironments(policy, {
    dev: { ...base, settings, clients },
    prod: { ...base, settings },
  });
  holds<Equal<keyof typeof defined, "dev" | "prod">>();
  holds<Equal<typeof defined.dev.settings.tier, "trial" | "full">>();
  // @ts-expect-error there is no such environment
  const staging = defined.staging;
  // @ts-expect-error environments cannot be written
  defined.dev.region = "eu-west-2";
  const each: Environment = defined.dev;
  return [staging, each];
}

/** Each of these is refused. */
export function wrong() {
  // @ts-expect-error a setting is missing
  defineEnvironments(policy, { dev: { ...base, settings: { ...settings, tier: undefined } } });
  // @ts-expect-error there are no settings
  defineEnvironments(policy, { dev: { ...base } });
  // @ts-expect-error the policy has no such setting
  defineEnvironments(policy, { dev: { ...base, settings: { ...settings, apiKey: "k" } } });
  // @ts-expect-error a setting outside its set
  defineEnvironments(policy, { dev: { ...base, settings: { ...settings, tier: "free" } } });
  // @ts-expect-error a setting of another type
  defineEnvironments(policy, { dev: { ...base, settings: { ...settings, seats: "1" } } });
  // @ts-expect-error the policy has no such client
  defineEnvironments(policy, { dev: { ...base, settings, clients: { mobile: { callbackUrls: [] } } } });
  // @ts-expect-error a client has callback URLs
  defineEnvironments(policy, { dev: { ...base, settings, clients: { web: {} } } });
  // @ts-expect-error an unknown member
  defineEnvironments(policy, { dev: { ...base, settings, acount: "111111111111" } });
  // @ts-expect-error an unknown feature plan
  defineEnvironments(policy, { dev: { ...base, settings, featurePlan: "FREE" } });
  // @ts-expect-error an account is a text
  defineEnvironments(policy, { dev: { ...base, settings, account: 111111111111 } });
  // @ts-expect-error a domain prefix that is undefined is none
  defineEnvironments(policy, { dev: { ...base, settings, domainPrefix: undefined } });
}
