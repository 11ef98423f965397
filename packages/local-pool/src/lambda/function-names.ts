// Which function does a call or an ARN name? A name, a part of an ARN or a whole one, each with or without a qualifier.
import { LambdaError } from "./lambda-error.ts";

/** A function, and a version or alias of it. */
export interface FunctionName {
  readonly name: string;
  readonly qualifier?: string;
}

/** A function by its ARN. */
export interface FunctionArn extends FunctionName {
  readonly region: string;
  readonly accountId: string;
}

const NAME = "([A-Za-z0-9_-]{1,64})(?::([A-Za-z0-9$_-]{1,128}))?";
const QUALIFIER = /^[A-Za-z0-9$_-]{1,128}$/;
const FULL = new RegExp(`^arn:aws(?:-[a-z]+)*:lambda:([a-z0-9-]+):([0-9]{12}):function:${NAME}$`);
const PARTIAL = new RegExp(`^([0-9]{12}):function:${NAME}$`);
const SHORT = new RegExp(`^(?:function:)?${NAME}$`);

/** The parts of a whole function ARN, or `undefined`. */
export function functionArnParts(arn: string): FunctionArn | undefined {
  const [whole, region = "", accountId = "", name = "", qualifier] = FULL.exec(arn) ?? [];
  return whole === undefined ? undefined : { region, accountId, ...named(name, qualifier) };
}

/**
 * The function that a call names, in the caller's region and account.
 * @throws LambdaError ValidationException, InvalidParameterValueException where name and parameter give two qualifiers,
 * ResourceNotFoundException for another region or account
 */
export function functionNameOf(
  given: string,
  place: { readonly region: string; readonly accountId: string },
  parameter: string | undefined,
): FunctionName {
  const { name, qualifier } = partsOf(given, place);
  if (parameter !== undefined && !QUALIFIER.test(parameter)) {
    throw notSatisfied("qualifier", "Member must be a version or the name of an alias");
  }
  if (qualifier !== undefined && parameter !== undefined && qualifier !== parameter) {
    throw new LambdaError(
      "InvalidParameterValueException",
      "The derived qualifier from the function name does not match the specified qualifier.",
    );
  }
  return named(name, qualifier ?? parameter);
}

function partsOf(
  given: string,
  place: { readonly region: string; readonly accountId: string },
): FunctionName {
  const full = functionArnParts(given);
  if (full !== undefined) {
    if (full.region === place.region && full.accountId === place.accountId) return full;
    throw new LambdaError(
      "ResourceNotFoundException",
      "Function not found: expected one of this region and account",
    );
  }
  const [partial, , partialName = "", partialQualifier] = PARTIAL.exec(given) ?? [];
  if (partial !== undefined) return named(partialName, partialQualifier);
  const [short, name = "", qualifier] = SHORT.exec(given) ?? [];
  if (short !== undefined) return named(name, qualifier);
  throw notSatisfied("functionName", "Member must be a function name or ARN");
}

function notSatisfied(at: string, constraint: string): LambdaError {
  const message = `1 validation error detected: Value at '${at}' failed to satisfy constraint: ${constraint}`;
  return new LambdaError("ValidationException", message);
}

function named(name: string, qualifier: string | undefined): FunctionName {
  return qualifier === undefined ? { name } : { name, qualifier };
}
