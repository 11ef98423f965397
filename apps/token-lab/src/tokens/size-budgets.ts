// Does a token fit where tokens have to fit?
import { LIMITS, type LimitRow } from "@claimsmith/cognito-model";

interface BudgetRow {
  readonly label: string;
  readonly limit: LimitRow;
}

/** Where tokens travel, and how many bytes fit there. */
const BUDGETS: readonly BudgetRow[] = [
  { label: "Cookie", limit: LIMITS.cookie },
  { label: "CloudFront header", limit: LIMITS.cloudFrontHeaders },
  { label: "API Gateway header lines", limit: LIMITS.apiGatewayHeaders },
];

/** How much of one budget a token takes. */
export interface BudgetUse {
  readonly label: string;
  readonly usedBytes: number;
  readonly limitBytes: number;
  /** Of the limit, in whole per cent; more than 100 where it does not fit. */
  readonly percent: number;
  readonly fits: boolean;
}

/** What a token of so many bytes takes of each budget. */
export function budgetUses(usedBytes: number): readonly BudgetUse[] {
  return BUDGETS.map(({ label, limit }) => ({
    label,
    usedBytes,
    limitBytes: limit.value,
    percent: Math.ceil((usedBytes / limit.value) * 100),
    fits: usedBytes <= limit.value,
  }));
}
