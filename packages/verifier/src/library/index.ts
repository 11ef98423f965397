// What does aws-jwt-verify do here? It fetches and keeps key sets, and checks signatures where there is no node:crypto.
// Loaded when it is first needed: with pinned keys on Node.js it never is, and a cold start does not pay for it.
export { keySetFetcher } from "./key-set-fetcher.ts";
export { signatureChecker } from "./signature-checker.ts";
