// Whose jobs may deploy? The repository on GitHub: edit this file before the first deploy.

/** A repository as the roles of the pipeline know it. */
export interface Repository {
  /** `OWNER/NAME`. */
  readonly name: string;
  /** The branch whose jobs may plan: the nightly drift check runs there. */
  readonly mainBranch: string;
  /** Environments whose AWS account trusts GitHub's OIDC provider already: an account can have it once only. */
  readonly oidcProviderExistsIn: readonly string[];
}

export const repository: Repository = {
  name: "example-team/orders",
  mainBranch: "main",
  oidcProviderExistsIn: [],
};
