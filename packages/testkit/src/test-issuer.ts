// An issuer for tests: the tokens that a policy gives its personas, without a pool, a trigger or a network.
import type {
  BlueprintEnvironment,
  ClientOf,
  PolicyDocument,
  PolicySnapshot,
} from "@claimsmith/claims-policy";
import { type IssuerForm, NAME_PATTERNS } from "@claimsmith/cognito-model";
import { MisuseError, PersonaRefusedError } from "./errors.ts";
import { subjectOf } from "./identifiers.ts";
import { type IssueOptions, type RefusalOption, refuseUnknown } from "./issue-options.ts";
import { type IssuedTokens, issueTokens, type RefusedTokens } from "./issue-tokens.ts";
import { readPersona, type TestPersona } from "./persona.ts";
import { type TestPool, testPool } from "./test-pool.ts";

interface CommonOptions {
  /** The settings of the deployment; needed where the policy declares any. Default: none. */
  readonly environment?: BlueprintEnvironment;
  /** Default: `eu-west-1_Testkit`. */
  readonly userPoolId?: string;
  /** Default: `original`. (AWS: Amazon Cognito user pools as an OIDC issuer) */
  readonly issuerForm?: IssuerForm;
  /** Milliseconds since the epoch: for the issuer, and for the verifier through `verifierOptions`. Default: `Date.now`. */
  readonly clock?: () => number;
}

/** What an issuer is made of: a policy, or the content of its policy.json. */
export type TestIssuerOptions<P extends PolicyDocument> = CommonOptions &
  (
    | { readonly policy: P; readonly snapshot?: never }
    /** An import of policy.json has lost the types of its policy: name them, as in `testIssuer<typeof policy>({ snapshot })`. */
    | { readonly snapshot: PolicySnapshot<P> | object; readonly policy?: never }
  );

const OPTION_NAMES = ["policy", "snapshot", "environment", "userPoolId", "issuerForm", "clock"];
const FORMS: readonly unknown[] = ["original", "updated"] satisfies IssuerForm[];

/** What `createVerifier` of `@claimsmith/verifier` needs beside the contract. */
export interface TestVerifierOptions<P = unknown> {
  readonly userPoolId: string;
  readonly issuer: IssuerForm;
  /** Every client of the policy, with the app client id that its tokens carry. */
  readonly clients: { readonly [C in ClientOf<P>]: string };
  readonly jwks: { readonly keys: readonly object[] };
  readonly clock: () => number;
}

/** Issues tokens of one policy. */
export interface TestIssuer<P = unknown> {
  /** The `iss` of its tokens. Nothing answers there. */
  readonly issuer: string;
  /** The public keys of its tokens. (RFC 7517, section 5) */
  readonly jwks: { readonly keys: readonly object[] };
  readonly verifierOptions: TestVerifierOptions<P>;
  /**
   * The tokens that the deployed pool and trigger would give the persona; wrong ones with `defect`.
   *
   * @throws PersonaRefusedError where the policy refuses; MisuseError where the test asks for what cannot be.
   */
  issue(
    persona: TestPersona<P> | undefined,
    options?: IssueOptions<P> & RefusalOption<"throw">,
  ): Promise<IssuedTokens>;
  /** The same, with the refusal as an answer. */
  issue(
    persona: TestPersona<P> | undefined,
    options: IssueOptions<P> & Required<RefusalOption<"return">>,
  ): Promise<IssuedTokens | RefusedTokens>;
  /** The `sub` of a persona's tokens, for the data of a test: the same in every process. */
  subjectOf(persona: TestPersona<P> | undefined): string;
}

/**
 * An issuer for the tests of an API. Its keys are made in memory, once in a process, and shared by all issuers there.
 *
 * @throws PolicyError `POLICY_INVALID` where the policy, or the settings of the environment, do not fit; MisuseError
 * `OPTIONS_INVALID` or `SNAPSHOT_INVALID`.
 */
export async function testIssuer<P extends PolicyDocument>(
  options: TestIssuerOptions<P>,
): Promise<TestIssuer<P>> {
  const { userPoolId = "eu-west-1_Testkit", issuerForm = "original", clock = () => Date.now() } = options;
  checkOptions(options, { userPoolId, issuerForm, clock });
  const pool = await testPool({ ...options, userPoolId, issuerForm, clock });
  const { keys, issuer } = pool;
  const jwks = { keys: [keys.access.publicJwk, keys.id.publicJwk] };
  // The policy's clients are what the type says: the compiler knows the policy, the program only its data.
  const clients = pool.clientIds as TestVerifierOptions<P>["clients"];
  return {
    issuer,
    jwks,
    verifierOptions: { userPoolId, issuer: issuerForm, clients, jwks, clock },
    issue: issuing(pool),
    subjectOf: (persona) => personaSubject(pool, persona),
  };
}

function issuing<P>(pool: TestPool): TestIssuer<P>["issue"] {
  const issue = async (
    persona: unknown,
    options: IssueOptions<P> & RefusalOption<"throw" | "return"> = {},
  ) => {
    const outcome = await issueTokens(pool, persona, options);
    if (outcome.refusal !== undefined && options.onRefusal !== "return") {
      throw new PersonaRefusedError(outcome.refusal);
    }
    return outcome;
  };
  return issue as TestIssuer<P>["issue"];
}

function personaSubject({ blueprint, clientIds }: TestPool, given: unknown): string {
  const persona = readPersona(given, blueprint);
  if (persona.kind === "machine") return clientIds[persona.client] ?? "";
  return persona.attributes.sub ?? subjectOf(persona.attributes.email);
}

function checkOptions(
  options: unknown,
  { userPoolId, issuerForm, clock }: Required<Pick<CommonOptions, "userPoolId" | "issuerForm" | "clock">>,
): void {
  refuseUnknown(options, OPTION_NAMES);
  const { pattern, expected } = NAME_PATTERNS.userPoolId;
  const problems = [
    ...((options.policy === undefined) === (options.snapshot === undefined)
      ? ["a policy or a snapshot"]
      : []),
    ...(pattern.test(userPoolId) ? [] : [expected]),
    ...(FORMS.includes(issuerForm) ? [] : [`the issuer form ${FORMS.join(" or ")}`]),
    ...(typeof clock === "function" ? [] : ["a clock that gives milliseconds"]),
  ];
  if (problems.length > 0) throw new MisuseError("OPTIONS_INVALID", `expected ${problems.join("; ")}`);
}
