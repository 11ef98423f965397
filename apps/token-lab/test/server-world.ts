// What do the tests of settings and server start from?
import type { LabSettings } from "../src/settings/settings.ts";

/** Settings of a local pool that can be used. */
export const LOCAL: LabSettings = {
  region: "eu-west-1",
  userPoolId: "eu-west-1_EXAMPLE01",
  clientId: "3n4b5urk1ft4fl3mg5e62d9ado",
  client: "web",
  environment: "local",
  issuer: "http://127.0.0.1:9229/eu-west-1_EXAMPLE01",
  userPoolEndpoint: "http://127.0.0.1:9229",
  api: { url: "http://localhost:3000", graphqlUrl: "http://localhost:3000/graphql" },
  people: [{ name: "alice", username: "alice@example.com", password: "made-up-Passw0rd" }],
};

/** Settings of a deployed pool that can be used. */
export const DEPLOYED: LabSettings = {
  region: "eu-west-1",
  userPoolId: "eu-west-1_EXAMPLE01",
  clientId: "3n4b5urk1ft4fl3mg5e62d9ado",
  client: "web",
  environment: "dev",
  issuer: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_EXAMPLE01",
  hostedLoginUrl: "https://example-orders-dev.auth.eu-west-1.amazoncognito.com",
  api: { url: "https://api.example.com", graphqlUrl: "https://graphql.example.com/graphql" },
};
