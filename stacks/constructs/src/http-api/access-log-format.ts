// What does an API's access log say of a request? What an operator looks for, and nothing of whoever called.

/**
 * Member → variable. No claim, no header, no path (ids stand in it) and no address of the caller: `routeKey` says what was
 * called, and `requestId` finds the line of the function. (API Gateway: Customize HTTP API access logs)
 */
const MEMBERS = {
  requestId: "requestId",
  requestTime: "requestTime",
  routeKey: "routeKey",
  status: "status",
  errorType: "error.responseType",
  authorizerError: "authorizer.error",
  integrationStatus: "integrationStatus",
  integrationError: "integrationErrorMessage",
  latencyMs: "responseLatency",
  integrationLatencyMs: "integrationLatency",
};

/** The format of a line: JSON. Figures are texts too, since a variable without a value is written as `-`. */
export const ACCESS_LOG_FORMAT: string = JSON.stringify(
  Object.fromEntries(Object.entries(MEMBERS).map(([member, variable]) => [member, `$context.${variable}`])),
);
