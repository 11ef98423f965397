// Is a principal's token revoked? Asked of the program on every request, hit or miss of the cache, with a deadline.
import { isJsonObject } from "@claimsmith/cognito-model";
import type { AnyPrincipal } from "./checks/required/index.ts";
import { type ConfigurationIssue, VerificationError } from "./errors.ts";
import type { Principal, TokenUse } from "./principal.ts";
import type { PrincipalKind } from "./token-rules.ts";

/** How revocation is asked for. Everything is stated: what happens when the answer does not come is not for us to decide. */
export interface Revocation<P = unknown, U extends TokenUse = "access"> {
  /** True where the token, its sign-in (`originId`) or its user is revoked. */
  readonly isRevoked: (principal: Principal<P, PrincipalKind, U>) => boolean | Promise<boolean>;
  /** How long the answer may take, in milliseconds: 1 to 30,000. */
  readonly deadlineMs: number;
  /** What becomes of a token when the answer fails or is late: 503 `REVOCATION_UNKNOWN`, or the token passes. */
  readonly onFailure: "refuse" | "accept";
}

/** What is wrong with the `revocation` option. */
export function revocationIssues(given: unknown): readonly ConfigurationIssue[] {
  if (given === undefined) return [];
  const names = Object.keys(PARTS).join(", ");
  if (!isJsonObject(given)) return [{ path: "revocation", expected: `an object with ${names}` }];
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(PARTS, name));
  const wrong = Object.entries(PARTS).filter(([name, { holds }]) => !holds(given[name]));
  return [
    ...unknown.map((name) => ({ path: `revocation.${name}`, expected: `one of ${names}` })),
    ...wrong.map(([name, { expected }]) => ({ path: `revocation.${name}`, expected })),
  ];
}

interface Part {
  readonly holds: (value: unknown) => boolean;
  readonly expected: string;
}

const PARTS: Readonly<Record<keyof Revocation, Part>> = {
  isRevoked: { holds: (value) => typeof value === "function", expected: "a function of the principal" },
  deadlineMs: {
    holds: (value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 30_000,
    expected: "whole milliseconds from 1 to 30000",
  },
  onFailure: { holds: (value) => value === "refuse" || value === "accept", expected: "refuse or accept" },
};

/** Any policy's. */
export type AnyRevocation = Omit<Revocation, "isRevoked"> & {
  readonly isRevoked: (principal: AnyPrincipal) => unknown;
};

/**
 * Refuses a revoked token. An answer that is at hand is not waited for.
 *
 * @throws VerificationError `TOKEN_REVOKED`, or `REVOCATION_UNKNOWN` where the answer fails and failures refuse.
 */
export function refuseRevoked(principal: AnyPrincipal, revocation: AnyRevocation): Promise<void> | undefined {
  let answer: unknown;
  try {
    answer = revocation.isRevoked(principal);
  } catch {
    // Whatever the program throws may hold anything, so nothing of it goes on.
    return judge(undefined, revocation);
  }
  if (typeof answer === "boolean") return judge(answer, revocation);
  return inTime(answer, revocation.deadlineMs).then((late) => judge(late, revocation));
}

/** Anything but true and false is no answer. */
function judge(answer: unknown, { onFailure }: AnyRevocation): undefined {
  if (answer === false) return undefined;
  if (answer === true) throw new VerificationError("TOKEN_REVOKED");
  if (onFailure === "refuse") throw new VerificationError("REVOCATION_UNKNOWN");
  return undefined;
}

/** The answer, or `undefined` where it fails or is late. */
async function inTime(answer: unknown, deadlineMs: number): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, deadlineMs, undefined);
  });
  try {
    return await Promise.race([answer, deadline]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
