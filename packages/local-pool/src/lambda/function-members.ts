// Which settings has a function, what may each hold, and what has it where nothing is said?
import {
  ANY_OBJECT,
  constraintText,
  integerRule,
  listRule,
  type MemberRule,
  type MemberTable,
  membersProblems,
  objectRule,
  oneOfRule,
  present,
  textMapRule,
  textRule,
} from "../pools/member-rules.ts";
import { isHandlerName } from "../trigger/child-pool.ts";
import { LambdaError, type LambdaErrorName, unsupported } from "./lambda-error.ts";
import type { FunctionSettings } from "./records.ts";

interface FunctionMember {
  readonly rule: MemberRule;
  readonly otherwise?: unknown;
  readonly required?: boolean;
}

const VARIABLES = textMapRule(textRule({ pattern: /^[a-zA-Z]([a-zA-Z0-9_])+$/ }), textRule(), 1_000);

/** (AWS Lambda API Reference: CreateFunction, UpdateFunctionConfiguration) */
export const FUNCTION_MEMBERS: Readonly<Record<string, FunctionMember>> = {
  Runtime: { rule: textRule({ min: 1, max: 64 }), required: true },
  Role: {
    rule: textRule({ pattern: /^arn:aws[a-zA-Z-]*:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/ }),
    required: true,
  },
  Handler: { rule: textRule({ max: 128, pattern: /^\S+$/ }), required: true },
  Description: { rule: textRule({ max: 256 }), otherwise: "" },
  Timeout: { rule: integerRule(1, 900), otherwise: 3 },
  MemorySize: { rule: integerRule(128, 10_240), otherwise: 128 },
  Environment: { rule: objectRule({ Variables: { rule: VARIABLES } }) },
  // Kept and described, without effect here.
  Architectures: { rule: listRule(oneOfRule(["x86_64", "arm64"]), { max: 1 }), otherwise: ["x86_64"] },
  DeadLetterConfig: { rule: ANY_OBJECT },
  EphemeralStorage: {
    rule: objectRule({ Size: { rule: integerRule(512, 10_240), required: true } }),
    otherwise: { Size: 512 },
  },
  KMSKeyArn: { rule: textRule({ max: 2048 }) },
  LoggingConfig: { rule: ANY_OBJECT },
  SnapStart: { rule: ANY_OBJECT },
  TracingConfig: { rule: ANY_OBJECT, otherwise: { Mode: "PassThrough" } },
  VpcConfig: { rule: ANY_OBJECT },
};

/** What would change how the function runs, and is not there. */
const ABSENT = ["CodeSigningConfigArn", "FileSystemConfigs", "ImageConfig", "Layers"];

/** Names that the caller may not set. (AWS Lambda: Defined runtime environment variables) */
const RESERVED = new Set([
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_DEFAULT_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_LAMBDA_RUNTIME_API",
  "AWS_REGION",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "LAMBDA_RUNTIME_DIR",
  "LAMBDA_TASK_ROOT",
]);

/** (AWS Lambda: Quotas, environment variables) */
const MAX_ENVIRONMENT_BYTES = 4_096;

/**
 * The settings of a new function, or those of `before` with what a call changes.
 * @throws LambdaError ValidationException, SerializationException, InvalidParameterValueException
 */
export function functionSettings(
  input: Readonly<Record<string, unknown>>,
  before?: FunctionSettings,
): FunctionSettings {
  const absent = ABSENT.find((name) => input[name] != null && JSON.stringify(input[name]) !== "[]");
  if (absent !== undefined) throw unsupported(absent);
  const given = lambdaMembers(
    before === undefined ? input : { ...before, ...nonNull(input) },
    FUNCTION_MEMBERS,
  );
  const otherwise = Object.entries(FUNCTION_MEMBERS).map(([name, row]) => [name, row.otherwise] as const);
  const byDefault = before ?? Object.fromEntries(otherwise.filter(([, value]) => value !== undefined));
  const settings = { ...byDefault, ...given } as unknown as FunctionSettings;
  for (const { breaks, text } of SETTINGS_RULES) {
    if (breaks(settings)) throw new LambdaError("InvalidParameterValueException", text);
  }
  return settings;
}

/**
 * The members of a request that a table lists, once all of them fit.
 * @throws LambdaError ValidationException, SerializationException
 */
export function lambdaMembers(
  input: Readonly<Record<string, unknown>>,
  table: MemberTable,
): Readonly<Record<string, unknown>> {
  const problems = membersProblems(input, table, "");
  const wrong = problems.find(({ wrongType }) => wrongType);
  if (wrong !== undefined) throw problem("SerializationException", `expected ${wrong.text} as ${wrong.at}`);
  if (problems.length > 0) throw problem("ValidationException", constraintText(problems));
  return present(input, table);
}

function nonNull(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== null && value !== undefined),
  );
}

function problem(type: LambdaErrorName, text: string): LambdaError {
  return new LambdaError(type, text);
}

interface SettingsRule {
  readonly breaks: (settings: FunctionSettings) => boolean;
  readonly text: string;
}

const SETTINGS_RULES: readonly SettingsRule[] = [
  {
    breaks: ({ Runtime }) => !/^nodejs\d+\.x$/.test(Runtime),
    text: "the local pool runs Node.js alone: expected a Runtime like nodejs22.x",
  },
  { breaks: ({ Handler }) => !isHandlerName(Handler), text: "expected a Handler like index.handler" },
  {
    breaks: ({ Environment }) => Object.keys(Environment?.Variables ?? {}).some((name) => RESERVED.has(name)),
    text: "Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification.",
  },
  {
    breaks: ({ Environment }) =>
      Buffer.byteLength(JSON.stringify(Environment?.Variables ?? {})) > MAX_ENVIRONMENT_BYTES,
    text: `expected environment variables of at most ${MAX_ENVIRONMENT_BYTES} bytes in all`,
  },
];
