// What does an operator see of the trigger at once?
import { PERIOD_SECONDS } from "./alarm-rows.ts";
import { type Metric, type MetricSource, named } from "./measures.ts";

interface Widget {
  readonly title: string;
  readonly metrics: (source: MetricSource) => readonly unknown[];
}

/** Two in a row. */
const WIDGETS: readonly Widget[] = [
  lines("Invocations", { lambda: "Invocations", statistic: "Sum" }, { log: "Refused", statistic: "Sum" }),
  lines("Errors (a refusal is one) and throttles", ...sums("Errors", "Throttles")),
  lines("Duration, ms", { lambda: "Duration", statistic: "p50" }, { lambda: "Duration", statistic: "p99" }),
  lines("Concurrency", { lambda: "ConcurrentExecutions", statistic: "Maximum" }),
  { title: "Refusals by code", metrics: searched("RefusedByCode", "Code") },
  { title: "Denials by reason", metrics: searched("RefusedByReason", "Reason") },
];

const WIDTH = 12;
const HEIGHT = 6;

/** The JSON of the dashboard. (CloudWatch: Dashboard body structure and syntax) */
export function dashboardBody(source: MetricSource, region: string): string {
  const widgets = WIDGETS.map(({ title, metrics }, index) => ({
    type: "metric",
    x: (index % 2) * WIDTH,
    y: Math.floor(index / 2) * HEIGHT,
    width: WIDTH,
    height: HEIGHT,
    properties: {
      title,
      region,
      view: "timeSeries",
      stacked: false,
      period: PERIOD_SECONDS,
      metrics: metrics(source),
    },
  }));
  return JSON.stringify({ widgets });
}

function sums(...names: readonly string[]): readonly Metric[] {
  return names.map((lambda) => ({ lambda, statistic: "Sum" }));
}

function lines(title: string, ...metrics: readonly Metric[]): Widget {
  return {
    title,
    metrics: (source) =>
      metrics.map((metric) => {
        const { namespace, metricName, dimensions } = named(metric, source);
        return [namespace, metricName, ...Object.entries(dimensions).flat(), { stat: metric.statistic }];
      }),
  };
}

/** One line for each value of a dimension that there was. */
function searched(metricName: string, dimension: string): Widget["metrics"] {
  return ({ namespace }) => [
    [
      {
        expression: `SEARCH('{"${namespace}",${dimension}} MetricName="${metricName}"', 'Sum', ${PERIOD_SECONDS})`,
        id: "found",
      },
    ],
  ];
}
