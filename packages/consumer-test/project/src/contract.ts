// What do APIs know of the tokens? The contract of the recorded policy, with its types.
import { type PolicySnapshot, tokenContract } from "@claimsmith/claims-policy/contract";
import snapshot from "../policy.json" with { type: "json" };
import type { policy } from "./policy.ts";

/** The contract of the shop's tokens. */
export const contract = tokenContract<typeof policy>(snapshot as unknown as PolicySnapshot);
