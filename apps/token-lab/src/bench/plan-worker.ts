// Compares two policies beside the page, which stays responsive: the solver is in this file's chunk alone.
import { comparePolicies } from "@claimsmith/claims-policy/plan";
import type { PlanAnswer, PlanRequest } from "./plan-request.ts";

function answerTo({ before, after, options }: PlanRequest): PlanAnswer {
  try {
    return { plan: comparePolicies(before, after, options) };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "UNEXPECTED";
    return { code };
  }
}

addEventListener("message", ({ data }: MessageEvent<PlanRequest>) => postMessage(answerTo(data)));
