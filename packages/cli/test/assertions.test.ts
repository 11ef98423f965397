// Does `check` prove what a team asserts, and show who breaks it?
import { claim, client, inGroup, never, scope } from "@claimsmith/claims-policy";
import { expect, it } from "vitest";
import { runInProcess } from "./run-in-process.ts";

interface CheckJson {
  readonly passed: boolean;
  readonly policies: readonly [
    { readonly problems: readonly { code: string; path: string; received: string }[] },
  ];
}

async function checked(assertions: readonly object[]): Promise<CheckJson & { readonly code?: string }> {
  const { stdout, error } = await runInProcess(["check", "--json"], { assertions: assertions as never });
  if (stdout === "") throw error;
  return { ...JSON.parse(stdout), code: error?.code };
}

const HOLDING = [
  never(scope("admin/*")).unless(inGroup("ADMINS")),
  never(client("web"), claim("external_partner_id")),
];

it("passes assertions that hold", async () => {
  expect(await checked(HOLDING)).toMatchObject({ passed: true, code: undefined });
});

it("reports each that does not, with the smallest example", async () => {
  const { passed, code, policies } = await checked([
    ...HOLDING,
    never(scope("orders/write")).unless(inGroup("ADMINS")),
    never(client("partner"), scope("orders/read")),
  ]);
  expect([passed, code]).toEqual([false, "CHECK_FAILED"]);
  const [{ problems }] = policies;
  expect(problems.map((problem) => [problem.code, problem.path])).toEqual([
    ["ASSERTION_BROKEN", "assertions[2]"],
    ["ASSERTION_BROKEN", "assertions[3]"],
  ]);
  expect(problems[0]?.received).toContain("in group EVERYONE");
  expect(problems[1]?.received).toContain("client partner; asks for orders/read");
});

it("reports what names things that there are not", async () => {
  const { policies } = await checked([never(scope("orders/delete"))]);
  const [{ problems }] = policies;
  expect(problems.map((problem) => [problem.code, problem.path])).toEqual([
    ["UNDECLARED", "assertions[0].never[0].scope"],
  ]);
});
