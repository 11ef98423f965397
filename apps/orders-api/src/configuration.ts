// Which pool's tokens does one deployment take, and through which clients? Its environment variables say.
import { contract, type OrdersPolicy } from "@claimsmith/orders-policy/contract";
import { createVerifier, type Verifier, type VerifierOptions } from "@claimsmith/verifier";
import { type IdentityVerifier, identityVerifier } from "@claimsmith/verifier/graphql";

/** Environment variables, like `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Who checks callers: tokens of requests, and identities that AppSync names. */
export interface Verifiers {
  readonly tokens: Verifier<OrdersPolicy>;
  readonly identities: IdentityVerifier<OrdersPolicy>;
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
    super(`the function's environment variables do not fit: ${list.join("; ")}`);
    this.issues = issues;
  }
}

/** The variables by the option of the verifier that each gives. */
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
} as const satisfies Record<string, EnvironmentIssue>;

/**
 * The verifiers of a deployment: `CLAIMSMITH_USER_POOL_ID`; `CLAIMSMITH_ISSUER`, a URL, on AWS one of the pool's two
 * (AWS: Amazon Cognito user pools as an OIDC issuer); `CLAIMSMITH_CLIENTS`, a JSON object, app client id → client of the policy.
 *
 * @throws EnvironmentError `MISCONFIGURED` with every issue
 */
export function readVerifiers(environment: Environment): Verifiers {
  const options = {
    userPoolId: environment.CLAIMSMITH_USER_POOL_ID ?? "",
    issuer: urlOf(environment.CLAIMSMITH_ISSUER),
    clients: clientIdsByName(environment.CLAIMSMITH_CLIENTS),
  } as VerifierOptions<OrdersPolicy>;
  try {
    return { tokens: createVerifier(contract, options), identities: identityVerifier(contract, options) };
  } catch (error) {
    throw environmentErrorOf(error) ?? error;
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
function environmentErrorOf(error: unknown): EnvironmentError | undefined {
  const { code, issues } = error as {
    readonly code?: unknown;
    readonly issues?: readonly { path: string }[];
  };
  if (code !== "OPTIONS_INVALID" || issues === undefined) return undefined;
  const options = new Set(issues.map(({ path }) => path.split(".")[0]));
  const rows = Object.entries(VARIABLES).filter(([option]) => options.has(option));
  return new EnvironmentError(rows.map(([, row]) => row));
}
