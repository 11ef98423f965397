// How does a page read a token that belongs to the person in front of it?
import { explainCode, inspectToken } from "@claimsmith/verifier/inspect";

export function secondsLeft(token: string, nowSeconds: number): number | undefined {
  const inspected = inspectToken(token); // NOT verified
  if (!inspected.readable) return undefined; // inspected.code says why
  return Number(inspected.payload.exp) - nowSeconds;
}

export const whyRefused = (problem: { readonly code?: unknown }) => explainCode(problem.code)?.text;
