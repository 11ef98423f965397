// AppSync: the same guard in a Lambda function that resolves fields.
import { appSyncHandler, fieldGuard, identityVerifier } from "@claimsmith/verifier/graphql";
import { contract } from "./contract.ts";

const identities = identityVerifier(contract, {
  userPoolId: "eu-west-1_Syn7hPool",
  clients: { web: "7syntheticclient0webapp" },
});
const guardField = fieldGuard(identities);

export const resolvers = {
  Query: {
    health: guardField("public", () => "well"),
    orders: guardField({ scopes: { all: ["orders/read"] } }, (_, _args, { principal }) => principal.sub),
  },
};

export const handler = appSyncHandler(identities, resolvers);
