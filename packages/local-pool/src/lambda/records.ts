// What is kept of a Lambda function? Settings keep the names and shapes of the AWS API.

/** What a function has whatever its version. */
export interface FunctionRecord {
  readonly name: string;
  /** The number that the next published version gets. */
  readonly nextVersion: number;
  readonly tags: Readonly<Record<string, string>>;
  /** Kept and described, without effect here. */
  readonly reservedConcurrency?: number;
}

/** One version: `$LATEST`, which changes, or a published one, which does not. */
export interface VersionRecord {
  readonly functionName: string;
  readonly version: string;
  readonly region: string;
  readonly settings: FunctionSettings;
  /** Of the deployment package, in base64: its key in `FUNCTION_CODE`. */
  readonly codeSha256: string;
  readonly codeSizeBytes: number;
  readonly modifiedAtMs: number;
  /** Another one after each change. */
  readonly revisionId: string;
}

/** (AWS Lambda API Reference: CreateFunction) */
export interface FunctionSettings {
  readonly Runtime: string;
  readonly Role: string;
  readonly Handler: string;
  readonly Description: string;
  /** Seconds, 1 to 900. */
  readonly Timeout: number;
  /** MiB, 128 to 10,240. */
  readonly MemorySize: number;
  readonly Environment?: { readonly Variables?: Readonly<Record<string, string>> };
  /** Kept and described, without effect here. */
  readonly [other: string]: unknown;
}

/** A name for a version. (AWS Lambda API Reference: AliasConfiguration) */
export interface AliasRecord {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly revisionId: string;
}

/** Who may invoke a function, or one version or alias of it. */
export interface ResourcePolicy {
  readonly qualifier: string;
  readonly revisionId: string;
  readonly statements: readonly Permission[];
}

/** One permission, as AddPermission is given it. */
export interface Permission {
  readonly StatementId: string;
  readonly Action: string;
  readonly Principal: string;
  readonly SourceArn?: string;
  readonly SourceAccount?: string;
  readonly PrincipalOrgID?: string;
  readonly EventSourceToken?: string;
}

/** The name of `$LATEST`, which is also what a function without a qualifier runs. */
export const LATEST = "$LATEST";

/** The scope of what belongs to a function. */
export function functionScope(region: string, name: string): string {
  return `${region}/${name}`;
}
