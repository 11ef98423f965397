// Does a misspelt scope, and a misspelt claim, fail to compile? This file is never run.
import { createVerifier } from "@claimsmith/verifier";
import { guard } from "@claimsmith/verifier/fetch";
import { contract } from "../src/contract.ts";

const verifier = createVerifier(contract, {
  userPoolId: "eu-west-1_AbCdEfGhI",
  clients: { web: "7webclientid" },
});

/** Its scope is none of the policy. */
export const wrongScope = guard(verifier, { scopes: { all: ["orders/raed"] } }, () => new Response());

/** Its claim is none of the policy. */
export const wrongClaim = guard(verifier, { kind: "user" }, (_, principal) =>
  Response.json({ company: principal.claims.compnay }),
);
