// When is somebody woken because tokens are not issued? Metrics of the trigger's log, alarms, and one page to look at.
import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard/index.js";
import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter/index.js";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { ALARMS, type AlarmRow, PERIOD_SECONDS } from "./alarms/alarm-rows.ts";
import { dashboardBody } from "./alarms/dashboard-body.ts";
import { LOG_METRICS } from "./alarms/log-metrics.ts";
import { type MetricSource, measured } from "./alarms/measures.ts";
import type { Deployment } from "./deployment.ts";
import { type Refusal, refuseAtSynth } from "./refusal.ts";

/** What is watched, and who is told. */
export interface TriggerAlarmsOptions {
  readonly deployment: Deployment;
  /** The trigger's function, like a `ZipFunction`: its name, and the log group that holds its lines. */
  readonly trigger: { readonly functionName: string; readonly logGroupName: string };
  /** An SNS topic of the same region that is told when an alarm begins and ends. Default: nobody is, and the alarms can be looked at. */
  readonly topicArn?: string;
}

/**
 * Alarms of a Pre Token Generation trigger, each named `FUNCTION-WHAT` with what to do in its description, and the dashboard
 * `FUNCTION`. The metrics of the log are in the namespace `Claimsmith/FUNCTION`; they count lines that are JSON from the first
 * character to the last, so the function must write its line as it is, without the runtime's prefix of time and request.
 *
 * Everything is measured for the whole function: its log is that of all its versions, so errors and refusals can be subtracted; and
 * metrics of the alias would fall silent, which no alarm notices, if the pool were pointed at another one in an emergency.
 *
 * Refusals: `TOPIC_INVALID`.
 */
export class TriggerAlarms extends Construct {
  readonly #options: TriggerAlarmsOptions;
  readonly #source: MetricSource;

  constructor(scope: Construct, id: string, options: TriggerAlarmsOptions) {
    super(scope, id);
    this.#options = options;
    const { functionName } = options.trigger;
    this.#source = { functionName, namespace: `Claimsmith/${functionName}` };
    refuseAtSynth(this, () => topicRefusals(options));
    this.#logMetrics();
    for (const row of ALARMS) this.#alarm(row);
    new CloudwatchDashboard(this, "dashboard", {
      dashboardName: functionName,
      dashboardBody: dashboardBody(this.#source, options.deployment.region),
    });
  }

  #logMetrics(): void {
    const { logGroupName } = this.#options.trigger;
    for (const [name, { pattern, dimensions }] of Object.entries(LOG_METRICS)) {
      new CloudwatchLogMetricFilter(this, name, {
        name,
        logGroupName,
        pattern,
        metricTransformation: {
          name,
          namespace: this.#source.namespace,
          value: "1",
          unit: "Count",
          // A metric has either: nobody knows the dimensions of a line that does not match. (CloudWatch Logs: MetricTransformation)
          ...(dimensions === undefined ? { defaultValue: "0" } : { dimensions: { ...dimensions } }),
        },
      });
    }
  }

  #alarm({ name, doThis, measure, above, periods, breaching }: AlarmRow): void {
    const { topicArn } = this.#options;
    new CloudwatchMetricAlarm(this, name, {
      alarmName: `${this.#source.functionName}-${name}`,
      alarmDescription: doThis,
      ...measured(measure, this.#source, PERIOD_SECONDS),
      comparisonOperator: "GreaterThanThreshold",
      threshold: above,
      evaluationPeriods: periods,
      datapointsToAlarm: breaching,
      // A night without sign-ins is no failure.
      treatMissingData: "notBreaching",
      actionsEnabled: true,
      ...(topicArn !== undefined && { alarmActions: [topicArn], okActions: [topicArn] }),
    });
  }
}

function topicRefusals({ topicArn, deployment }: TriggerAlarmsOptions): readonly Refusal[] {
  if (topicArn === undefined || Token.isUnresolved(topicArn)) return [];
  const [arn, , service, region, account, name = "", ...rest] = topicArn.split(":");
  const isTopic = arn === "arn" && service === "sns" && /^\d{12}$/.test(account ?? "") && name !== "";
  if (isTopic && rest.length === 0 && region === deployment.region) return [];
  const text =
    "expected the ARN of an SNS topic in the region of the deployment, where its alarms can reach it";
  return [{ code: "TOPIC_INVALID", at: "topicArn", text }];
}
