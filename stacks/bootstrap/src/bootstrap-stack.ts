// What does an account need before the first deploy? A bucket for state, and roles that GitHub Actions can take on.
import {
  type App,
  type Deployment,
  DeployRole,
  EnvironmentStack,
  GithubOidc,
  RoleBoundary,
  StateBucket,
} from "@claimsmith/constructs";
import { boundaryStatements } from "./boundary.ts";
import type { Repository } from "./repository.ts";
import { type Job, rightsOf } from "./rights.ts";

/** One environment's account. */
export interface BootstrapOptions {
  readonly policyName: string;
  readonly deployment: Deployment;
  readonly bucket: string;
  readonly repository: Repository;
  readonly stateInFile: boolean;
}

/** The stack `bootstrap-ENVIRONMENT`. */
export class BootstrapStack extends EnvironmentStack {
  constructor(app: App, options: BootstrapOptions) {
    const { deployment, bucket, repository, stateInFile } = options;
    const { environment } = deployment;
    const state = stateInFile ? "local" : { bucket };
    super(app, `bootstrap-${environment}`, { deployment, state, boundRoles: false });
    new StateBucket(this, "state", { deployment, bucketName: bucket });
    new RoleBoundary(this, "boundary", { deployment, statements: boundaryStatements(options) });
    const oidc = new GithubOidc(this, "github", {
      deployment,
      exists: repository.oidcProviderExistsIn.includes(environment),
    });
    for (const [job, { description, runsFor }] of Object.entries(JOBS) as [Job, JobRow][]) {
      new DeployRole(this, job, {
        oidc,
        roleName: `${environment}-${job}`,
        description: description(environment),
        repository: repository.name,
        jobs: runsFor(environment, repository),
        rights: rightsOf(job, options),
      });
    }
  }
}

interface JobRow {
  readonly description: (environment: string) => string;
  readonly runsFor: (environment: string, repository: Repository) => readonly [string, ...string[]];
}

/**
 * The jobs that have a role. GitHub's environment of a deploy has the environment's name, and its approvals and branches decide who
 * gets that far. A pull request from a fork gets no token of GitHub's OIDC provider, so it cannot even plan.
 * (GitHub: OpenID Connect reference; Automatic token authentication, Permissions for the GITHUB_TOKEN)
 */
const JOBS: Readonly<Record<Job, JobRow>> = {
  deploy: {
    description: (environment) => `Deploys the stacks of ${environment}`,
    runsFor: (environment) => [`environment:${environment}`],
  },
  plan: {
    description: (environment) => `Reads what a plan of the stacks of ${environment} compares`,
    runsFor: (_environment, { mainBranch }) => ["pull_request", `ref:refs/heads/${mainBranch}`],
  },
};
