// What is everything called? Each name begins with policy and environment, so that roles can be limited to them.

/** The names of one environment's identity stack. */
export interface IdentityNames {
  readonly pool: string;
  readonly triggerFunction: string;
  /** SSM parameters stand below it. */
  readonly outputsPrefix: string;
  readonly lookupTable: (lookup: string) => string;
}

/** Names by the policy's name and the environment's. */
export function identityNames(policy: string, environment: string): IdentityNames {
  const base = `${policy}-${environment}`;
  return {
    pool: base,
    triggerFunction: `${base}-pre-token-generation`,
    outputsPrefix: `/claimsmith/${policy}/${environment}`,
    lookupTable: (lookup) => `${base}-${lookup}`,
  };
}
