// Which pool's tokens does one deployment take, through which clients, and where are its orders? Its environment variables say.
import { contract, type OrdersPolicy } from "@claimsmith/orders-policy/contract";
import { createVerifier, type Verifier, type VerifierOptions } from "@claimsmith/verifier";
import { type IdentityVerifier, identityVerifier } from "@claimsmith/verifier/graphql";

/** How many verified tokens a process remembers: a client sends one many times. Some 15 MB at the most. */
export const TOKEN_CACHE = { maxTokens: 10_000 } as const;

/** Environment variables, like `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Who checks callers, and where everything is. */
export interface Configuration {
  /** Checks tokens of requests. */
  readonly tokens: Verifier<OrdersPolicy>;
  /** Checks identities that AppSync names. */
  readonly identities: IdentityVerifier<OrdersPolicy>;
  readonly userPoolId: string;
  /** The name of the table of orders. */
  readonly tableName: string;
}

/** One environment variable that is missing or wrong. Its value is never repeated. */
export interface EnvironmentIssue {
  readonly path: string;
  /** Completes the sentence "expected …". */
  readonly expected: string;
}

/** An environment that does not fit, with every issue at once. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
  readonly code = "MISCONFIGURED";
  readonly category = "misconfigured";
  readonly issues: readonly EnvironmentIssue[];

  constructor(issues: readonly EnvironmentIssue[]) {
    const list = issues.map(({ path, expected }) => `${path}: expected ${expected}`);
    super(`the environment variables do not fit: ${list.join("; ")}`);
    this.issues = issues;
  }
}

/** The variables by the option that each gives; all but the last are options of the verifier. */
const VARIABLES = {
  userPoolId: {
    path: "CLAIMSMITH_USER_POOL_ID",
    expected: "the id of the user pool, like eu-west-1_AbCdEfGhI",
  },
  issuer: {
    path: "CLAIMSMITH_ISSUER",
    expected:
      "the URL that the pool's tokens name as iss: https, or http on this machine, ending in the pool's id",
  },
  clients: {
    path: "CLAIMSMITH_CLIENTS",
    expected: "a JSON object, app client id to client of the policy, with one app client id for each client",
  },
  tableName: {
    path: "ORDERS_TABLE",
    expected: "the name of the table of orders: 3 to 255 letters, digits, _ . and -",
  },
} as const satisfies Record<string, EnvironmentIssue>;

/** (Amazon DynamoDB Developer Guide: Naming rules) */
const TABLE_NAME = /^[\w.-]{3,255}$/;

/**
 * The configuration of a deployment: `CLAIMSMITH_USER_POOL_ID`; `CLAIMSMITH_ISSUER`, a URL, on AWS one of the pool's two
 * (AWS: Amazon Cognito user pools as an OIDC issuer); `CLAIMSMITH_CLIENTS`, a JSON object, app client id → client of the policy;
 * `ORDERS_TABLE`, the name of the table.
 *
 * @throws EnvironmentError `MISCONFIGURED` with every issue
 */
export function readConfiguration(environment: Environment): Configuration {
  const userPoolId = environment.CLAIMSMITH_USER_POOL_ID ?? "";
  const tableName = environment.ORDERS_TABLE ?? "";
  const options = {
    userPoolId,
    issuer: urlOf(environment.CLAIMSMITH_ISSUER),
    clients: clientIdsByName(environment.CLAIMSMITH_CLIENTS),
    cache: TOKEN_CACHE,
  } as VerifierOptions<OrdersPolicy>;
  const tableIssues = TABLE_NAME.test(tableName) ? [] : [VARIABLES.tableName];
  const verifiers = verifiersOr(options, (issues) => {
    throw new EnvironmentError([...issues, ...tableIssues]);
  });
  if (tableIssues.length > 0) throw new EnvironmentError(tableIssues);
  return { ...verifiers, userPoolId, tableName };
}

function verifiersOr(
  options: VerifierOptions<OrdersPolicy>,
  refuse: (issues: readonly EnvironmentIssue[]) => never,
): Pick<Configuration, "tokens" | "identities"> {
  try {
    return { tokens: createVerifier(contract, options), identities: identityVerifier(contract, options) };
  } catch (error) {
    const issues = environmentIssuesOf(error);
    if (issues === undefined) throw error;
    return refuse(issues);
  }
}

/** The verifier takes the name of a form too, and no issuer as the pool's usual one; a variable that was forgotten is neither. */
function urlOf(issuer = ""): string {
  return URL.canParse(issuer) ? issuer : "";
}

/** Turned round, as the verifier wants it; nothing where a client would lose one of two ids, or where the text is no JSON object. */
function clientIdsByName(text = ""): Readonly<Record<string, unknown>> {
  const names = parsedJson(text);
  if (typeof names !== "object" || names === null || Array.isArray(names)) return {};
  const entries = Object.entries(names).map(([clientId, name]) => [name, clientId]);
  const clientIds = Object.fromEntries(entries);
  return Object.keys(clientIds).length === entries.length ? clientIds : {};
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The verifier's issues by the variables that they come from, each once. */
function environmentIssuesOf(error: unknown): readonly EnvironmentIssue[] | undefined {
  const { code, issues } = error as {
    readonly code?: unknown;
    readonly issues?: readonly { path: string }[];
  };
  if (code !== "OPTIONS_INVALID" || issues === undefined) return undefined;
  const options = new Set(issues.map(({ path }) => path.split(".")[0]));
  const rows = Object.entries(VARIABLES).filter(([option]) => options.has(option));
  return rows.map(([, row]) => row);
}

/** As `readConfiguration`. A process that cannot start says why in one line of its log; Lambda's own says little more than that it did not. */
export function configurationOrLog(environment: Environment): Configuration {
  try {
    return readConfiguration(environment);
  } catch (error) {
    const { code, issues } = error as Partial<EnvironmentError>;
    const line = { level: "error", message: "orders api", outcome: "misconfigured", code, issues };
    process.stdout.write(`${JSON.stringify(line)}\n`);
    throw error;
  }
}
