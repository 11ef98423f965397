// What does the API answer to tokens of the testkit, right and wrong ones? Prints JSON.
import { testIssuer } from "@claimsmith/testkit";
import { answerTo, ordersApi } from "./api.ts";
import { personas, policy } from "./policy.ts";

const issuer = await testIssuer({ policy });
const api = ordersApi(issuer.verifierOptions);
const { accessToken } = await issuer.issue(personas.kim);
const expired = await issuer.issue(personas.kim, { defect: "expired" });
const poorer = await issuer.issue(personas.kim, { defect: { withoutScope: "orders/read" } });

const answers = {
  right: await answerTo(api, accessToken),
  expired: await answerTo(api, expired.accessToken),
  withoutScope: await answerTo(api, poorer.accessToken),
};
console.log(JSON.stringify(answers));
