// How does AWS know a GitHub Actions job? By a token of GitHub's OIDC provider, which the account trusts once.
import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider/index.js";
import { Construct } from "constructs";
import { type Deployment, globalArn } from "./deployment.ts";

const ISSUER = "token.actions.githubusercontent.com";
const AUDIENCE = "sts.amazonaws.com";

/** GitHub's OIDC provider in one account. */
export interface GithubOidcOptions {
  readonly deployment: Deployment;
  /** True where the account has the provider already: an account can have it once only. Default false: it is made. */
  readonly exists?: boolean;
}

/**
 * The provider that roles for GitHub Actions trust. It has no thumbprints: AWS checks GitHub's certificate by its own list
 * of authorities. (GitHub: Configuring OpenID Connect in Amazon Web Services; AWS IAM: Obtain the thumbprint for an OpenID Connect
 * identity provider)
 */
export class GithubOidc extends Construct {
  readonly arn: string;
  /** `undefined` where it was there before. */
  readonly provider: IamOpenidConnectProvider | undefined;

  constructor(scope: Construct, id: string, { deployment, exists = false }: GithubOidcOptions) {
    super(scope, id);
    this.arn = globalArn(deployment, "iam", `oidc-provider/${ISSUER}`);
    this.provider = exists
      ? undefined
      : new IamOpenidConnectProvider(this, "provider", {
          url: `https://${ISSUER}`,
          clientIdList: [AUDIENCE],
        });
  }

  /**
   * The trust policy of a role for jobs with one of some subjects, like `repo:example-team/orders:environment:dev`, word for word.
   * (GitHub: OpenID Connect reference, Example subject claims)
   */
  trust(subjects: readonly string[]): string {
    return JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "GithubActions",
          Effect: "Allow",
          Principal: { Federated: this.arn },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: { StringEquals: { [`${ISSUER}:aud`]: AUDIENCE, [`${ISSUER}:sub`]: subjects } },
        },
      ],
    });
  }
}
