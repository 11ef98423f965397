// Where does a stack go? What every construct needs to know of its environment.

/** One environment of a policy, as far as constructs care. */
export interface Deployment {
  /** `local`, `dev`, `staging`, `prod`: part of stack and function names. The guardrails of production hold in `prod`. */
  readonly environment: string;
  /** Twelve digits. */
  readonly account: string;
  /** Like `eu-west-1`. */
  readonly region: string;
}

/** The partition of a region: the second part of every ARN. (AWS: Amazon Resource Names) */
export function partitionOf({ region }: Pick<Deployment, "region">): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** An ARN built from what is known before anything is deployed: `arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE`. */
export function builtArn(deployment: Deployment, service: string, resource: string): string {
  const { region, account } = deployment;
  return `arn:${partitionOf(deployment)}:${service}:${region}:${account}:${resource}`;
}

/** The same for what has no region, like IAM: `arn:aws:SERVICE::ACCOUNT:RESOURCE`. */
export function globalArn(deployment: Deployment, service: string, resource: string): string {
  return `arn:${partitionOf(deployment)}:${service}::${deployment.account}:${resource}`;
}

/** The ARN of a function's alias, built: reading it from the function would make pool and trigger wait for each other. */
export function aliasArn(deployment: Deployment, functionName: string, alias = LIVE_ALIAS): string {
  return builtArn(deployment, "lambda", `function:${functionName}:${alias}`);
}

/** The alias that callers name. Deploying moves it to the newest version. */
export const LIVE_ALIAS = "live";
