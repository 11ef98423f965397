// What does an alarm look at? One metric of the function or of its log, or a figure made of some.
import type {
  CloudwatchMetricAlarmConfig,
  CloudwatchMetricAlarmMetricQuery,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js";
import type { LogMetricName } from "./log-metrics.ts";

/** Whose metrics. */
export interface MetricSource {
  readonly functionName: string;
  /** Of the metrics of the log. */
  readonly namespace: string;
}

/** A metric of AWS Lambda by its name (AWS Lambda: Types of metrics for Lambda functions), or of the log. `statistic` is `Sum` or a percentile like `p99`. */
export type Metric =
  | { readonly lambda: string; readonly statistic: string }
  | { readonly log: LogMetricName; readonly statistic: string };

/** A metric, or an expression over some, which it calls by their keys. (CloudWatch: Using math expressions with CloudWatch metrics) */
export type Measure =
  | Metric
  | { readonly expression: string; readonly label: string; readonly of: Readonly<Record<string, Metric>> };

type Arguments = Pick<
  CloudwatchMetricAlarmConfig,
  | "namespace"
  | "metricName"
  | "dimensions"
  | "period"
  | "statistic"
  | "extendedStatistic"
  | "evaluateLowSampleCountPercentiles"
  | "metricQuery"
>;

/** The arguments of an alarm that say what it looks at. */
export function measured(measure: Measure, source: MetricSource, periodSeconds: number): Arguments {
  if ("expression" in measure) return { metricQuery: queries(measure, source, periodSeconds) };
  const { statistic } = measure;
  return {
    ...named(measure, source),
    period: periodSeconds,
    ...(statistic.startsWith("p")
      ? // A pool with few sign-ins would never have enough of them for `ignore`.
        { extendedStatistic: statistic, evaluateLowSampleCountPercentiles: "evaluate" }
      : { statistic }),
  };
}

/** Where CloudWatch keeps a metric. */
export function named(
  metric: Metric,
  { functionName, namespace }: MetricSource,
): { namespace: string; metricName: string; dimensions: Record<string, string> } {
  return "lambda" in metric
    ? { namespace: "AWS/Lambda", metricName: metric.lambda, dimensions: { FunctionName: functionName } }
    : { namespace, metricName: metric.log, dimensions: {} };
}

function queries(
  { expression, label, of }: Extract<Measure, { readonly expression: string }>,
  source: MetricSource,
  period: number,
): CloudwatchMetricAlarmMetricQuery[] {
  const metrics = Object.entries(of).map(([id, metric]) => ({
    id,
    returnData: false,
    metric: { ...named(metric, source), period, stat: metric.statistic },
  }));
  return [{ id: "figure", expression, label, returnData: true }, ...metrics];
}
