// The identity application of cdktf: one stack for each environment of the orders policy.
import { synthesise } from "@claimsmith/constructs";
import { environments } from "@claimsmith/orders-policy";
import permanent from "./permanent.json" with { type: "json" };
import { identityStacks } from "./src/application.ts";
import { readRelease } from "./src/release.ts";

await synthesise(async (app) =>
  identityStacks(app, {
    environments,
    permanent,
    release: await readRelease(),
    // Locally Cognito issues where Terraform finds it.
    localIssuerOrigin: process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER ?? "http://127.0.0.1:9229",
  }),
);
