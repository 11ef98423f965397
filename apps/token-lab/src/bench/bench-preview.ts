// Which tokens follow from what was chosen on the bench?
import {
  type Persona,
  type PolicyIssue,
  type PolicySnapshot,
  type PreviewEnvironment,
  type PreviewPool,
  previewPool,
  previewTokens,
  type TokenPreview,
  validatePersonas,
} from "@claimsmith/claims-policy";
import { type BenchForm, type Choice, canAskForScopes, choiceOf } from "./bench-form.ts";
import { fittedEnvironment } from "./bench-settings.ts";
import { lookupFields } from "./fact-fields.ts";
import { valueOfText } from "./typed-text.ts";

/** What a preview is made of. */
export interface BenchSubject {
  readonly form: BenchForm;
  readonly snapshot: PolicySnapshot;
  readonly environment: PreviewEnvironment;
}

/** A sign-in that was previewed. */
export interface ShownPreview {
  readonly status: "shown";
  readonly choice: Choice;
  readonly pool: PreviewPool;
  readonly preview: TokenPreview;
  /** What may be asked for. Empty where nothing can be. */
  readonly scopes: readonly string[];
  /** Facts that no pool would store. */
  readonly issues: readonly PolicyIssue[];
}

/** What became of a choice. */
export type BenchPreview =
  | ShownPreview
  /** The policy has no client of the kind. */
  | { readonly status: "noClient" }
  /** Settings that the environment lacks, or that do not fit. */
  | { readonly status: "impossible"; readonly issues: readonly PolicyIssue[] };

/** Previews the choice. Throws only what no choice can cause. */
export function benchPreview({ form, snapshot, environment }: BenchSubject): BenchPreview {
  const { policy } = snapshot;
  const choice = choiceOf(form, policy);
  if (choice === undefined) return { status: "noClient" };
  try {
    const pool = previewPool(snapshot, fittedEnvironment(policy, environment, form.settings));
    const allowed = pool.blueprint.clients.find(({ name }) => name === choice.client)?.allowedOAuthScopes;
    const scopes = canAskForScopes(choice) ? (allowed ?? []) : [];
    const persona = personaOf(form, choice.client, snapshot);
    const preview = previewTokens(pool, {
      persona,
      client: choice.client,
      grant: choice.grant,
      scopes: form.scopes.filter((scope) => scopes.includes(scope)),
      failedLookups: failedLookups(form, snapshot),
    });
    return { status: "shown", choice, pool, preview, scopes, issues: factIssues(persona, snapshot) };
  } catch (error) {
    return { status: "impossible", issues: issuesOf(error) };
  }
}

/** @throws what carries no issues */
function issuesOf(error: unknown): readonly PolicyIssue[] {
  const isOfPolicy = error instanceof Error && "code" in error && error.code === "POLICY_INVALID";
  if (isOfPolicy && "issues" in error) return error.issues as readonly PolicyIssue[];
  throw error;
}

/** The persona that the facts describe, with one client. */
export function personaOf(
  { kind, facts }: BenchForm,
  client: string,
  { policy }: Pick<PolicySnapshot, "policy">,
): Persona {
  const found = lookupFields(policy).flatMap(({ name, fields }) => {
    const answer = Object.hasOwn(facts.lookups, name) ? facts.lookups[name] : undefined;
    if (answer?.answer !== "found") return [];
    const values = fields.flatMap(({ name: field, type }) => {
      const value = valueOfText(type, answer.fields[field] ?? "");
      return value === undefined ? [] : [[field, value] as const];
    });
    return [[name, Object.fromEntries(values)] as const];
  });
  const shared = { about: "on the bench", lookups: Object.fromEntries(found) };
  if (kind === "machine") return { kind, ...shared, client, metadata: filled(facts.metadata) };
  // Everybody has an address to sign in with: one that is taken off is told as an issue.
  const attributes = { email: "", ...filled(facts.attributes) };
  return { kind, ...shared, clients: [client], groups: facts.groups, attributes };
}

function filled(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ""));
}

function failedLookups({ facts }: BenchForm, { policy }: PolicySnapshot): readonly string[] {
  return Object.keys(policy.lookups ?? {}).filter(
    (name) => Object.hasOwn(facts.lookups, name) && facts.lookups[name]?.answer === "failed",
  );
}

const PERSONA = "facts";

function factIssues(persona: Persona, { policy }: PolicySnapshot): readonly PolicyIssue[] {
  const issues = validatePersonas(policy, { [PERSONA]: persona });
  return issues.map((issue) => ({ ...issue, path: issue.path.slice(`${PERSONA}.`.length) }));
}
