// What changes about an environment that decides who can sign in?
import type { StructuralChange } from "../plan.ts";
import type { Side } from "../worlds/side.ts";
import { listChanges, type Pair, stepChange } from "./change.ts";

/** From the strictest step to the loosest. */
const SCALES = [
  { name: "mfa", what: "a second factor", scale: ["ON", "OPTIONAL", "OFF"], default: "OFF" },
  {
    name: "threatProtection",
    what: "threat protection",
    scale: ["ENFORCED", "AUDIT", "none"],
    default: "none",
  },
  {
    name: "attachTrigger",
    what: "the trigger, without which the policy decides nothing",
    scale: ["true", "false"],
    default: "true",
  },
] as const;

/** The changes between two environments; none where either is not given. */
export function environmentChanges(
  { environment: before }: Side,
  { environment: after }: Side,
): StructuralChange[] {
  if (before === undefined || after === undefined) return [];
  const steps = SCALES.flatMap(({ name, what, scale, default: otherwise }) => {
    const pair: Pair<string> = [String(before[name] ?? otherwise), String(after[name] ?? otherwise)];
    return stepChange({ id: `environment:${name}`, path: `environment.${name}`, what }, scale, pair);
  });
  const origins = {
    id: "allowedOrigin",
    path: "environment.allowedOrigins",
    what: "an origin whose pages may call the APIs",
  };
  return [...steps, ...listChanges(origins, [before.allowedOrigins ?? [], after.allowedOrigins ?? []])];
}
