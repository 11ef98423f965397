// What do the tests of look-ups sign in with? A handler of a small policy, in front of tables that may fail.
import { parsePolicy, policySnapshot } from "@claimsmith/claims-policy";
import {
  createHandler,
  type InvocationContext,
  type TriggerHandler,
  type TriggerOptions,
} from "../../src/index.ts";
import { CREDENTIALS } from "./tables.ts";

/** The fields of `membership`, one of each type. */
const FIELDS = {
  plan: { type: "text", maxLength: 16 },
  level: { type: "oneOf", values: ["gold", "silver"] },
  seats: { type: "integer", min: -10, max: 9_007_199_254_740_991 },
  vip: { type: "flag" },
  regions: { type: "list", of: { type: "text", maxLength: 4 }, maxCount: 3 },
  sizes: { type: "list", of: { type: "integer", min: 0, max: 99 }, maxCount: 3 },
} as const;

const membership = (field: string) => ({ source: "lookup", name: "membership", field });
const contract = (field: string) => ({ source: "lookup", name: "contract", field });
const onKiosk = { test: "isClient", client: "kiosk" };
const onDesk = { test: "isClient", client: "desk" };

/** People look up by `sub` and by an account number; what they read depends on the client. */
const POLICY = {
  name: "members",
  resourceServers: { notes: { scopes: { read: "Read notes" } } },
  attributes: { account: { type: "integer", min: 0, max: 999 } },
  lookups: {
    membership: { key: "sub", fields: FIELDS },
    contract: {
      key: { source: "attribute", name: "custom:account" },
      fields: { tier: { type: "text", maxLength: 16 }, closed: { type: "flag" } },
    },
  },
  clients: {
    // Reads every field of one look-up, and does without.
    web: { kind: "browser", scopes: ["openid"], signIn: ["password"] },
    // Reads a field that it must have.
    kiosk: { kind: "native", scopes: ["openid"], signIn: ["password"] },
    // Reads two look-ups, one to deny by.
    desk: { kind: "native", scopes: ["openid"], signIn: ["password"] },
    // Reads none.
    plain: { kind: "native", scopes: ["openid"], signIn: ["password"] },
  },
  accessToken: {
    claims: {
      ...Object.fromEntries(
        Object.keys(FIELDS).map((field) => [
          field,
          { from: membership(field), onLookupFailure: "omit", when: { test: "isClient", client: "web" } },
        ]),
      ),
      standing: {
        from: membership("plan"),
        otherwise: "unknown",
        onLookupFailure: "otherwise",
        when: { test: "isClient", client: "web" },
      },
      needed: { from: membership("plan"), when: onKiosk },
      member: { from: membership("plan"), onLookupFailure: "omit", when: onDesk },
      tier: { from: contract("tier"), onLookupFailure: "omit", when: onDesk },
    },
    scopes: {
      "notes/read": { clients: ["web"], when: { test: "is", of: membership("plan"), value: "canary-gold" } },
    },
  },
  deny: [
    {
      when: {
        test: "all",
        conditions: [
          onDesk,
          { test: "is", of: { ...contract("closed"), steps: [{ or: false }] }, value: true },
        ],
      },
      reason: "contract_closed",
    },
  ],
};

/** Options of a test that differ from those that work. */
export interface WorldOptions {
  /** Where the tables are. */
  readonly endpoint: string;
  /** Seconds that answers of `membership` are kept. */
  readonly maxAgeSeconds?: number;
  readonly tables?: Readonly<Record<string, string>>;
  readonly options?: Pick<TriggerOptions, "lookupTimeoutMs" | "clock">;
}

/** A handler, and every line of its log. */
export interface LookupWorld {
  readonly handler: TriggerHandler;
  readonly lines: string[];
}

/** The tables of the two look-ups. */
export const TABLES = { membership: "canary-members", contract: "canary-contracts" } as const;

/** The policy's snapshot, as JSON would have it. */
export async function membersSnapshot(maxAgeSeconds?: number): ReturnType<typeof policySnapshot> {
  const document = structuredClone(POLICY) as { lookups: { membership: { maxAgeSeconds?: number } } };
  if (maxAgeSeconds !== undefined) document.lookups.membership.maxAgeSeconds = maxAgeSeconds;
  return policySnapshot(parsePolicy(document));
}

/** Makes a handler. Its deadline is as late as can be, so that a busy machine is not taken for a slow table. */
export async function openWorld({
  endpoint,
  maxAgeSeconds,
  tables = TABLES,
  options,
}: WorldOptions): Promise<LookupWorld> {
  const lines: string[] = [];
  const handler = createHandler(await membersSnapshot(maxAgeSeconds), {
    clients: CLIENTS,
    lookups: { ...CREDENTIALS, tables, endpoint },
    lookupTimeoutMs: 4_500,
    log: (line) => void lines.push(line),
    ...options,
  });
  return { handler, lines };
}

/** App client id → client. */
export const CLIENTS = {
  "7client0web": "web",
  "7client0kiosk": "kiosk",
  "7client0desk": "desk",
  "7client0plain": "plain",
};

/** A sign-in of somebody with a client. */
export function signIn(sub: string, client = "web", account = "7"): object {
  return {
    version: "2",
    triggerSource: "TokenGeneration_Authentication",
    callerContext: { clientId: `7client0${client}` },
    request: { userAttributes: { sub, "custom:account": account } },
    response: {},
  };
}

/** What came of one sign-in, without what is the same for all. */
export interface SignInOutcome {
  /** Of the access token; `undefined` where the token is refused. */
  readonly claims: Readonly<Record<string, unknown>> | undefined;
  readonly scopes: readonly string[];
  /** Its line of the log. */
  readonly line: Readonly<Record<string, unknown>>;
}

/** Lets a handler answer one event. */
export async function outcomeOf(
  { handler, lines }: LookupWorld,
  event: object,
  context?: InvocationContext,
): Promise<SignInOutcome> {
  const before = lines.length;
  const answered = (await handler(event, context).catch(() => undefined)) as
    | { readonly response: { readonly claimsAndScopeOverrideDetails: Overrides } }
    | undefined;
  const { claimsToAddOrOverride = {}, scopesToAdd = [] } =
    answered?.response.claimsAndScopeOverrideDetails.accessTokenGeneration ?? {};
  return {
    claims: answered && claimsToAddOrOverride,
    scopes: scopesToAdd,
    line: JSON.parse(lines[before] ?? "{}"),
  };
}

interface Overrides {
  readonly accessTokenGeneration?: {
    readonly claimsToAddOrOverride?: Readonly<Record<string, unknown>>;
    readonly scopesToAdd?: readonly string[];
  };
}
