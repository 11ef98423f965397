// What wakes somebody, and what do they do then?
import type { Measure } from "./measures.ts";

/** Of every alarm. CloudWatch looks at the last five minutes once a minute. */
export const PERIOD_SECONDS = 300;

/** One alarm: it is raised where `breaching` of the last `periods` figures are above `above`. */
export interface AlarmRow {
  /** The end of the alarm's name. */
  readonly name: string;
  /** Its description. */
  readonly doThis: string;
  readonly measure: Measure;
  readonly above: number;
  readonly periods: number;
  readonly breaching: number;
}

const ONCE = { periods: 1, breaching: 1 };
const TWICE = { periods: 3, breaching: 2 };

const refused = { log: "Refused", statistic: "Sum" } as const;

/** In the order of the dashboard. */
export const ALARMS: readonly AlarmRow[] = [
  {
    name: "misconfigured",
    doThis:
      "The function does not start, so nobody gets a token. The line with outcome misconfigured names the paths: clients is CLAIMSMITH_CLIENTS, settings is CLAIMSMITH_SETTINGS. Deploy the release before.",
    measure: { log: "Misconfigured", statistic: "Sum" },
    above: 0,
    ...ONCE,
  },
  {
    name: "errors",
    doThis:
      "Invocations fail that were not refused: a crash, or no answer in time. Look for the REPORT lines of the log with a status; deploy the release before.",
    // A refusal is an error for Lambda, and daily business. Its line can be counted some seconds later than the error: so twice.
    measure: {
      expression: "errors - FILL(refused, 0)",
      label: "errors that are no refusals",
      of: { errors: { lambda: "Errors", statistic: "Sum" }, refused },
    },
    above: 0,
    ...TWICE,
  },
  {
    name: "throttles",
    doThis:
      "Sign-ins fail because the function may not run more often at a time. Raise its reserved concurrency, or the account's quota of concurrent executions.",
    measure: { lambda: "Throttles", statistic: "Sum" },
    above: 0,
    ...ONCE,
  },
  {
    name: "duration-p99",
    doThis:
      "One in a hundred invocations takes over 3 s; Cognito gives up after 5 s. Look at what the log says of look-ups, and at the function's memory.",
    measure: { lambda: "Duration", statistic: "p99" },
    above: 3_000,
    ...TWICE,
  },
  {
    name: "faults",
    doThis:
      "Tokens are refused because pool, clients and function do not fit together. The code of the refused lines says how: CLIENT_UNKNOWN and EVENT_VERSION_TOO_LOW are a deployment that did not finish, deploy again; INTERNAL_ERROR, deploy the release before.",
    measure: { log: "Faults", statistic: "Sum" },
    above: 0,
    ...ONCE,
  },
  {
    name: "mostly-refused",
    doThis:
      "Over half of the tokens that are asked for are refused. The dashboard has the codes: if a release went out, a rule of its policy hits everybody, deploy the release before; if not, look at who asks.",
    // Below twenty in five minutes a few suspended accounts would be most of them.
    measure: {
      expression: "IF(invocations >= 20, 100 * FILL(refused, 0) / invocations, 0)",
      label: "refused, %",
      of: { invocations: { lambda: "Invocations", statistic: "Sum" }, refused },
    },
    above: 50,
    ...TWICE,
  },
];
