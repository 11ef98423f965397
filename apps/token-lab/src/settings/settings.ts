// Which pool and which API does the page talk to? The content of settings.json, which is served beside it.

/** Somebody who can sign in to the local pool, with a password made up for it. */
export interface LocalPerson {
  /** The name of the persona. */
  readonly name: string;
  readonly username: string;
  readonly password: string;
}

/** What the page is told. Nothing in it is secret, but for the made-up people of a local pool. */
export interface LabSettings {
  /** Like `eu-west-1`. */
  readonly region: string;
  readonly userPoolId: string;
  /** The app client of the page: a browser client of the policy. */
  readonly clientId: string;
  /** Its name in the policy. */
  readonly client: string;
  /** The environment of the policy package, whose settings previews take. */
  readonly environment: string;
  /** `iss` of the tokens: its discovery document names the endpoints of the hosted login. (OpenID Connect Discovery 1.0, section 4) */
  readonly issuer: string;
  /** Where the hosted login is, if not where the issuer is: `https://PREFIX.auth.REGION.amazoncognito.com` or a domain of one's own. */
  readonly hostedLoginUrl?: string;
  /** Where the user pools API is. Absent: AWS. */
  readonly userPoolEndpoint?: string;
  readonly api: {
    /** Without a slash at the end; serves `/openapi.json`. */
    readonly url: string;
    /** The GraphQL endpoint: a route of the API, or AppSync's. */
    readonly graphqlUrl: string;
  };
  /** Of a local pool only. */
  readonly people?: readonly LocalPerson[];
}
