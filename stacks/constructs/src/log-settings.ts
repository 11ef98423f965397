// How are an environment's logs kept? Its settings, as constructs take them.

/** How logs are kept. */
export interface LogSettings {
  /** Days: one of the values that CloudWatch Logs knows. (AWS API Reference: PutRetentionPolicy) */
  readonly retentionDays: number;
  /** ARN of a KMS key. Default: the service's own encryption. (AWS: Encrypt log data in CloudWatch Logs using AWS KMS) */
  readonly keyArn?: string;
}

/** What an environment of a policy says of its logs. */
export interface EnvironmentLogs {
  readonly logRetentionDays: number;
  readonly logKeyArn?: string;
}

/** The log settings of an environment's constructs. */
export function logSettings({ logRetentionDays, logKeyArn }: EnvironmentLogs): LogSettings {
  return { retentionDays: logRetentionDays, ...(logKeyArn !== undefined && { keyArn: logKeyArn }) };
}
