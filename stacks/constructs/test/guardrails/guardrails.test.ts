// Does each guardrail refuse what it is there for, and nothing else? Every rule has a right example, and wrong ones that differ in one thing.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { GUARDRAILS, guardrailRefusals } from "../../src/index.ts";

interface Example {
  /** Default `prod`, where every guardrail holds. */
  readonly environment?: string;
  /** Terraform JSON that no guardrail refuses. */
  readonly right: Record<string, unknown>;
  /** The one change that makes it wrong: a value in the place of another, or the place emptied where there is no `set`. */
  readonly wrong: readonly (Change & { readonly code: string; readonly refusedAt: string })[];
  /** Changes that leave it right. */
  readonly alsoRight?: readonly Change[];
}

interface Change {
  readonly description: string;
  /** Names from the top to the place. */
  readonly at: readonly (string | number)[];
  readonly set?: unknown;
  /** Default: that of the example. */
  readonly environment?: string;
}

const FOLDER = new URL("./examples/", import.meta.url);
const examples = Object.fromEntries(
  readdirSync(FOLDER).map((file) => [
    file.replace(/\.json$/, ""),
    JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")) as Example,
  ]),
);

it("has a right and a wrong example of every guardrail", () => {
  expect(Object.keys(examples).sort()).toEqual(Object.keys(GUARDRAILS).sort());
  expect(Object.values(examples).filter(({ wrong }) => wrong.length === 0)).toEqual([]);
});

describe.each(Object.entries(examples))(
  "%s",
  (_rule, { environment = "prod", right, wrong, alsoRight = [] }) => {
    it("lets the right example pass", () => {
      expect(guardrailRefusals(right, { environment })).toEqual([]);
    });

    it.each(wrong)("refuses $description", (change) => {
      const refusals = guardrailRefusals(changed(right, change), {
        environment: change.environment ?? environment,
      });
      expect(refusals.map(({ code, at }) => ({ code, at }))).toEqual([
        { code: change.code, at: change.refusedAt },
      ]);
    });

    it.each(alsoRight)("lets pass $description", (change) => {
      const after = changed(right, change);
      expect(after).not.toEqual(right);
      expect(guardrailRefusals(after, { environment: change.environment ?? environment })).toEqual([]);
    });
  },
);

it("reports what every guardrail refuses, all at once", () => {
  const terraform = {
    output: { key: { value: `\${aws_appsync_api_key.key.key}` } },
    resource: {
      aws_cloudwatch_log_group: { logs: { name: "/example" } },
      aws_lambda_permission: { open: { source_arn: "arn:aws:sns:eu-west-1:123456789012:topic" } },
    },
  };
  expect(guardrailRefusals(terraform, { environment: "dev" }).map(({ code }) => code)).toEqual([
    "PERMISSION_WITHOUT_SOURCE",
    "SECRET_PUBLISHED",
    "LOG_RETENTION_MISSING",
  ]);
});

/** A copy with one change. A policy stays text in Terraform JSON: a place inside it is named through the text. */
function changed(value: unknown, { at: [name, ...rest], set }: Pick<Change, "at" | "set">): unknown {
  if (name === undefined) return set;
  if (typeof value === "string")
    return JSON.stringify(changed(JSON.parse(value), { at: [name, ...rest], set }));
  const copy = structuredClone(value ?? {}) as Record<string | number, unknown>;
  const after = changed(copy[name], { at: rest, set });
  if (after === undefined) delete copy[name];
  else copy[name] = after;
  return copy;
}
