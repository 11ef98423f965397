// What does the function see in its environment? (AWS Lambda: Defined runtime environment variables)

/** Builds the child's whole environment: what Lambda sets, then what the caller gives. Nothing of this process leaks in. */
export function childEnvironment(options: {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly memorySizeMb: number;
  readonly handler: string;
  readonly taskRoot: string;
  readonly region: string;
  readonly environment: Readonly<Record<string, string>>;
}): Record<string, string> {
  const { functionName, functionVersion, memorySizeMb, handler, taskRoot, region, environment } = options;
  return {
    TZ: ":UTC",
    LANG: "en_US.UTF-8",
    ...environment,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_nodejs${process.versions.node.split(".")[0]}.x`,
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_LAMBDA_FUNCTION_VERSION: functionVersion,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memorySizeMb),
    LAMBDA_TASK_ROOT: taskRoot,
    _HANDLER: handler,
  };
}
