// Which version of which function does a name with a qualifier mean?
import type { Reader } from "../store/database.ts";
import { FUNCTION_ALIASES, FUNCTION_POLICIES, FUNCTION_VERSIONS } from "../store/tables.ts";
import { functionArnParts } from "./function-names.ts";
import { functionScope, LATEST, type VersionRecord } from "./records.ts";
import { type Caller, isInvocationAllowed } from "./resource-policy.ts";

/** The version that a qualifier names: a number, `$LATEST`, or an alias. Without one, `$LATEST`. */
export function findVersion(
  reader: Reader,
  place: { readonly region: string; readonly name: string; readonly qualifier?: string | undefined },
): VersionRecord | undefined {
  const scope = functionScope(place.region, place.name);
  const { qualifier = LATEST } = place;
  const version = reader.get(FUNCTION_ALIASES, [scope, qualifier])?.version ?? qualifier;
  return reader.get(FUNCTION_VERSIONS, [scope, version]);
}

/** What a service finds behind the ARN that it was given. */
export type FoundFunction = VersionRecord | "missing" | "forbidden";

/** The version behind an ARN, if the caller may invoke it: the permission must be on the qualifier that the ARN has. */
export function findForCaller(reader: Reader, arn: string, caller: Caller): FoundFunction {
  const parts = functionArnParts(arn);
  if (parts === undefined || parts.accountId !== caller.sourceAccount) return "missing";
  const version = findVersion(reader, parts);
  if (version === undefined) return "missing";
  const key = [functionScope(parts.region, parts.name), policyQualifier(parts.qualifier)] as const;
  return isInvocationAllowed(reader.get(FUNCTION_POLICIES, key), caller) ? version : "forbidden";
}

/** Where a permission stands: by alias or version, or, for the function itself and `$LATEST`, under no name. */
export function policyQualifier(qualifier: string | undefined): string {
  return qualifier === undefined || qualifier === LATEST ? "" : qualifier;
}
