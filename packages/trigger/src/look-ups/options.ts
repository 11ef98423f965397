// Where does a deployment keep what its policy looks up, and what is wrong with what it says?
import type { PolicyDocument } from "@claimsmith/claims-policy/evaluator";
import { isJsonObject } from "@claimsmith/cognito-model";
import type { TriggerOptions } from "../configuration.ts";

/** The tables of a policy's look-ups, and who reads them. */
export interface LookupOptions {
  /** Look-up → name of its DynamoDB table: every one that the policy declares and no other. */
  readonly tables: Readonly<Record<string, string>>;
  /** Like `eu-west-1`. */
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of temporary credentials, as Lambda's are. */
  readonly sessionToken?: string | undefined;
  /** Where DynamoDB is, as a URL. Default: AWS's own endpoint in the region. */
  readonly endpoint?: string | undefined;
}

/**
 * What all look-ups of an event may take together, in milliseconds, where nothing else is said. Cognito waits for 5,000, cold start
 * included; this leaves three seconds for that, and the second try of a look-up is within it. (Amazon Cognito: Lambda triggers)
 */
export const DEFAULT_LOOKUP_TIMEOUT_MS = 2_000;

/** The most that may be said, in milliseconds: half a second is kept to evaluate and to answer. */
export const MAX_LOOKUP_TIMEOUT_MS = 4_500;

/** (Amazon DynamoDB: Supported data types and naming rules) */
const TABLE_NAME = /^[\w.-]{3,255}$/;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/;

/** The path of everything that does not fit the look-ups of a policy. Of a policy without look-ups: nothing. */
export function lookupProblems(
  { lookups = {} }: Pick<PolicyDocument, "lookups">,
  options: Pick<TriggerOptions, "lookups" | "lookupTimeoutMs">,
): readonly string[] {
  const declared = Object.keys(lookups);
  if (declared.length === 0) return [];
  const { lookupTimeoutMs = DEFAULT_LOOKUP_TIMEOUT_MS, lookups: given = NOTHING } = options;
  const { tables, region, accessKeyId, secretAccessKey, endpoint } = given;
  if (!isJsonObject(tables)) return ["lookups.tables"];
  const unknown = Object.keys(tables).filter((name) => !declared.includes(name));
  const missing = declared.filter((name) => !Object.hasOwn(tables, name) || !fits(tables[name], TABLE_NAME));
  const isFine: Readonly<Record<string, boolean>> = {
    region: fits(region, REGION),
    accessKeyId: fits(accessKeyId, /^\w+$/),
    secretAccessKey: fits(secretAccessKey, /./),
    endpoint: endpoint === undefined || (fits(endpoint, /^https?:\/\//) && URL.canParse(endpoint)),
  };
  return [
    ...[...missing, ...unknown].map((name) => `lookups.tables.${name}`),
    ...Object.keys(isFine).flatMap((name) => (isFine[name] ? [] : [`lookups.${name}`])),
    ...(isTimeout(lookupTimeoutMs) ? [] : ["lookupTimeoutMs"]),
  ];
}

function isTimeout(timeoutMs: unknown): boolean {
  return Number.isInteger(timeoutMs) && Number(timeoutMs) >= 1 && Number(timeoutMs) <= MAX_LOOKUP_TIMEOUT_MS;
}

/** What is there where nothing is said. */
const NOTHING: LookupOptions = { tables: {}, region: "", accessKeyId: "", secretAccessKey: "" };

function fits(value: unknown, pattern: RegExp): boolean {
  return typeof value === "string" && pattern.test(value);
}

/**
 * What Lambda's environment says: `CLAIMSMITH_LOOKUP_TABLES` (JSON object, look-up → table name), and what AWS's own clients
 * read: region, credentials, and an endpoint to use in place of AWS's. (AWS SDKs and Tools Reference Guide: Service-specific
 * endpoints) Nothing where no tables are named.
 */
export function lookupOptionsFrom(
  environment: Readonly<Record<string, string | undefined>>,
  parsed: (text: string) => never,
): Pick<TriggerOptions, "lookups"> {
  const { CLAIMSMITH_LOOKUP_TABLES: tables } = environment;
  if (tables === undefined) return {};
  const lookups = {
    tables: parsed(tables),
    region: environment.AWS_REGION ?? "",
    accessKeyId: environment.AWS_ACCESS_KEY_ID ?? "",
    secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? "",
    // What is empty counts as absent.
    sessionToken: environment.AWS_SESSION_TOKEN || undefined,
    endpoint: environment.AWS_ENDPOINT_URL_DYNAMODB || environment.AWS_ENDPOINT_URL || undefined,
  };
  return { lookups };
}
