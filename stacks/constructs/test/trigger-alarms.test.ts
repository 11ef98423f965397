// Does the right thing wake somebody? The metrics of the log are held against lines that the trigger really writes.
import snapshot from "@claimsmith/orders-policy/policy.json" with { type: "json" };
import { createHandler, type TriggerRefusalCode } from "@claimsmith/trigger";
import { describe, expect, it } from "vitest";
import { TriggerAlarms, type TriggerAlarmsOptions } from "../src/index.ts";
import { DEPLOYMENT, resourceOf, resourcesOf, synthesisedStack, type TestedStack } from "./synthesised.ts";

/** The alarms of a stack, with some arguments of their own. */
function alarms(changes: Partial<TriggerAlarmsOptions> = {}): TestedStack {
  return synthesisedStack((stack) => {
    new TriggerAlarms(stack, "alarms", {
      deployment: DEPLOYMENT,
      trigger: { functionName: "orders-trigger", logGroupName: "/aws/lambda/orders-trigger" },
      ...changes,
    });
  });
}

const stack = alarms();
const byName = new Map(
  resourcesOf(stack, "aws_cloudwatch_metric_alarm").map((alarm) => [String(alarm.alarm_name), alarm]),
);
const filters = resourcesOf(stack, "aws_cloudwatch_log_metric_filter") as unknown as readonly Filter[];

interface Filter {
  readonly name: string;
  readonly log_group_name: string;
  readonly pattern: string;
  readonly metric_transformation: {
    readonly namespace: string;
    readonly dimensions?: Readonly<Record<string, string>>;
    readonly default_value?: string;
  };
}

type Line = Readonly<Record<string, unknown>>;

/** True where CloudWatch Logs would count the line, as far as these patterns go: `{ A && (B || C) }` of `$.member = "text"`. */
function matches({ pattern }: Filter, line: Line): boolean {
  return pattern
    .slice(2, -2)
    .split(" && ")
    .every((part) =>
      part
        .replace(/^\((.*)\)$/, "$1")
        .split(" || ")
        .some((test) => holds(test, line)),
    );
}

function holds(test: string, line: Line): boolean {
  const [, member, text] = /^\$\.(\w+) = "([^"]+)"$/.exec(test) ?? [];
  if (member === undefined) throw new TypeError(`no test of a member: ${test}`);
  return text === "*" ? typeof line[member] === "string" : line[member] === text;
}

const CLIENTS = { "1web": "web", "2partner": "partner" };

function event(attributes: object, changes: object = {}): object {
  return {
    version: "3",
    triggerSource: "TokenGeneration_Authentication",
    callerContext: { clientId: "1web" },
    request: {
      userAttributes: { sub: "s", ...attributes },
      groupConfiguration: { groupsToOverride: [] },
      scopes: [],
    },
    response: {},
    ...changes,
  };
}

/** The one line that the trigger of the orders policy writes for an event, or as it starts. */
async function lineOf(sent: unknown, clients: Readonly<Record<string, string>> = CLIENTS): Promise<Line> {
  const lines: string[] = [];
  const settings = {
    partnerId: "p",
    adminRoleArn: "arn:aws:iam::111122223333:role/a",
    customerRoleArn: "arn:aws:iam::111122223333:role/c",
  };
  const log = (line: string) => void lines.push(line);
  await new Promise((answer) => answer(createHandler(snapshot, { clients, settings, log })(sent))).catch(
    () => {},
  );
  expect(lines).toHaveLength(1);
  return JSON.parse(String(lines[0]));
}

const COMPANY = { "custom:company_id": "c" };
const UNKNOWN_CLIENT = { callerContext: { clientId: "3other" } };
const MACHINE = { callerContext: { clientId: "2partner" } };

describe("the metrics of the log", () => {
  it.each<[string, string, string[], () => Promise<Line>]>([
    ["an issued token", "issued", [], () => lineOf(event(COMPANY))],
    [
      "a suspended account",
      "DENIED account_suspended",
      ["Refused", "RefusedByCode", "RefusedByReason"],
      () => lineOf(event({ ...COMPANY, "custom:status": "suspended" })),
    ],
    [
      "a user without company",
      "REQUIRED_CLAIM_MISSING",
      ["Refused", "RefusedByCode"],
      () => lineOf(event({})),
    ],
    ["what is no event", "EVENT_INVALID", ["Refused", "RefusedByCode"], () => lineOf({ hello: "world" })],
    [
      "a client that the function was not told of",
      "CLIENT_UNKNOWN",
      ["Faults", "Refused", "RefusedByCode"],
      () => lineOf(event(COMPANY, UNKNOWN_CLIENT)),
    ],
    [
      "a person through a machine's client",
      "CLIENT_KIND_MISMATCH",
      ["Faults", "Refused", "RefusedByCode"],
      () => lineOf(event(COMPANY, MACHINE)),
    ],
    [
      "an event that is too old for the policy",
      "EVENT_VERSION_TOO_LOW",
      ["Faults", "Refused", "RefusedByCode"],
      () => lineOf(event(COMPANY, { version: "1" })),
    ],
    [
      "a function that cannot start",
      "MISCONFIGURED",
      ["Misconfigured"],
      () => lineOf(event(COMPANY), { "1web": "nobody" }),
    ],
  ])("count %s: %s", async (_, code, expected, written) => {
    const line = await written();
    expect([line.code ?? line.outcome, line.reason].filter(Boolean).join(" ")).toBe(code);
    const counting = filters.filter((filter) => matches(filter, line));
    expect(counting.map(({ name }) => name).sort()).toEqual(expected);
    for (const { metric_transformation: metric } of counting) {
      // A line without the member would be counted nowhere.
      for (const member of Object.values(metric.dimensions ?? {}))
        expect(line).toHaveProperty(member.slice(2));
    }
  });

  it("call a fault what is a code of the trigger", () => {
    const faults = filters.find(({ name }) => name === "Faults")?.pattern ?? "";
    const codes = [...faults.matchAll(/\$\.code = "(\w+)"/g)].map(([, code]) => code);
    // A code that the trigger no longer has does not compile here.
    const ofDeployment: readonly TriggerRefusalCode[] = [
      "CLIENT_KIND_MISMATCH",
      "CLIENT_UNKNOWN",
      "EVENT_VERSION_TOO_LOW",
      "EVENT_VERSION_UNSUPPORTED",
      "INTERNAL_ERROR",
      "LOOKUP_FAILED",
    ];
    expect(codes.sort()).toEqual(ofDeployment);
  });

  it("are of this function alone, and have either dimensions or a value for other lines", () => {
    for (const { log_group_name: group, metric_transformation: metric } of filters) {
      expect(group).toBe("/aws/lambda/orders-trigger");
      expect(metric.namespace).toBe("Claimsmith/orders-trigger");
      expect("dimensions" in metric).not.toBe("default_value" in metric);
    }
  });
});

describe("the alarms", () => {
  it("are named by the function, say what to do, and do not go off where nobody signs in", () => {
    expect([...byName.keys()].sort()).toEqual([
      "orders-trigger-duration-p99",
      "orders-trigger-errors",
      "orders-trigger-faults",
      "orders-trigger-misconfigured",
      "orders-trigger-mostly-refused",
      "orders-trigger-throttles",
    ]);
    for (const alarm of byName.values()) {
      expect(alarm.treat_missing_data).toBe("notBreaching");
      expect(String(alarm.alarm_description).length).toBeGreaterThan(40);
      expect(String(alarm.alarm_description).length).toBeLessThanOrEqual(1024);
    }
  });

  it.each([
    ["throttles", { namespace: "AWS/Lambda", metric_name: "Throttles", statistic: "Sum", threshold: 0 }],
    [
      "duration-p99",
      {
        namespace: "AWS/Lambda",
        metric_name: "Duration",
        extended_statistic: "p99",
        evaluate_low_sample_count_percentiles: "evaluate",
        threshold: 3_000,
      },
    ],
    ["faults", { namespace: "Claimsmith/orders-trigger", metric_name: "Faults", threshold: 0 }],
    ["misconfigured", { namespace: "Claimsmith/orders-trigger", metric_name: "Misconfigured", threshold: 0 }],
  ])("%s looks at one metric", (name, expected) => {
    expect(byName.get(`orders-trigger-${name}`)).toMatchObject({
      ...expected,
      comparison_operator: "GreaterThanThreshold",
    });
  });

  it.each([
    ["errors", ["AWS/Lambda Errors", "Claimsmith/orders-trigger Refused"]],
    ["mostly-refused", ["AWS/Lambda Invocations", "Claimsmith/orders-trigger Refused"]],
  ])("%s sets refusals against the function's own figures", (name, expected) => {
    const queries = byName.get(`orders-trigger-${name}`)?.metric_query as readonly Query[];
    const metrics = queries.flatMap(({ metric }) => (metric ? [metric] : []));
    expect(metrics.map(({ namespace, metric_name }) => `${namespace} ${metric_name}`).sort()).toEqual(
      expected,
    );
    // What an expression calls a metric is there, and its figure alone is compared.
    const [figure, ...others] = queries.filter(({ return_data }) => return_data);
    expect(others).toEqual([]);
    for (const { id } of queries.filter((query) => query !== figure))
      expect(figure?.expression).toContain(id);
  });

  it("tell the topic when they begin and end, and nobody where there is none", () => {
    const topicArn = "arn:aws:sns:eu-west-1:111122223333:alerts";
    const told = resourcesOf(alarms({ topicArn }), "aws_cloudwatch_metric_alarm");
    expect(told).toHaveLength(byName.size);
    for (const alarm of told)
      expect(alarm).toMatchObject({ alarm_actions: [topicArn], ok_actions: [topicArn] });
    for (const alarm of byName.values()) expect(alarm).not.toHaveProperty("alarm_actions");
  });

  it.each([
    ["of another region", "arn:aws:sns:us-east-1:111122223333:alerts"],
    ["that is a queue", "arn:aws:sqs:eu-west-1:111122223333:alerts"],
    ["by its name", "alerts"],
    ["of a subscription", "arn:aws:sns:eu-west-1:111122223333:alerts:1"],
  ])("refuse a topic %s", (_, topicArn) => {
    expect(alarms({ topicArn }).refusals).toEqual([
      expect.objectContaining({ code: "TOPIC_INVALID", at: "topicArn" }),
    ]);
  });
});

interface Query {
  readonly id: string;
  readonly expression?: string;
  readonly return_data: boolean;
  readonly metric?: { readonly namespace: string; readonly metric_name: string };
}

describe("the dashboard", () => {
  it("shows invocations, errors, throttles, durations, concurrency and refusals by code", () => {
    const { dashboard_name: name, dashboard_body: body } = resourceOf(stack, "aws_cloudwatch_dashboard");
    expect(name).toBe("orders-trigger");
    const { widgets } = JSON.parse(String(body)) as {
      readonly widgets: readonly {
        readonly properties: { readonly metrics: readonly (readonly unknown[])[] };
      }[];
    };
    const shown = widgets.flatMap(({ properties }) => properties.metrics);
    const named = shown
      .filter(([, metric]) => typeof metric === "string")
      .map((metric) => [metric[1], metric.at(-1)]);
    expect(named).toEqual(
      expect.arrayContaining([
        ["Invocations", { stat: "Sum" }],
        ["Errors", { stat: "Sum" }],
        ["Throttles", { stat: "Sum" }],
        ["Duration", { stat: "p50" }],
        ["Duration", { stat: "p99" }],
        ["ConcurrentExecutions", { stat: "Maximum" }],
      ]),
    );
    expect(JSON.stringify(shown)).toContain(
      '{\\"Claimsmith/orders-trigger\\",Code} MetricName=\\"RefusedByCode\\"',
    );
  });
});
