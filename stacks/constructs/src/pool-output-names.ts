// What does a pool publish, and under which names? One table for who writes and who reads.

/** What other stacks and repositories know of a pool. Nothing here is a secret. */
export interface PoolValues {
  /** The `iss` of the pool's tokens. */
  readonly issuer: string;
  readonly userPoolId: string;
  /** The hash of the policy that the pool was deployed for. */
  readonly policyHash: string;
  /** The address of the hosted login, without a path. Absent without a domain, or where it was not asked for. */
  readonly domainUrl?: string;
  /** Client ids by the client's name in the policy. */
  readonly clientIds: Readonly<Record<string, string>>;
}

/** Below the prefix, by member of {@link PoolValues}. */
export const OUTPUT_NAMES = {
  issuer: "issuer",
  userPoolId: "user-pool-id",
  policyHash: "policy-hash",
  domainUrl: "domain-url",
} as const satisfies Record<Exclude<keyof PoolValues, "clientIds">, string>;

/** The parameter below the prefix that holds the id of a client. */
export function clientOutputName(client: string): string {
  return `clients/${client}`;
}

/** True where Parameter Store takes the name: at most 15 levels, not below `/aws` or `/ssm`. (AWS API Reference: PutParameter, Name) */
export function isParameterName(name: string): boolean {
  return /^(?!\/(?:aws|ssm))(?:\/[\w.-]+){1,15}$/i.test(name) && name.length <= 1_011;
}
