// Where do policies stand in a stack, and what do they allow? Statements of every document, in one form.
import { asList, members, type SynthesisedResource, type SynthesisedStack } from "./guardrail.ts";

/** One statement that allows something. */
export interface AllowStatement {
  /** Empty where it has none. */
  readonly sid: string;
  /** Element → texts: what the statement is about, its principals included. */
  readonly elements: Readonly<Record<string, readonly string[]>>;
}

/** A document of a resource, or of a data source: `undefined` statements where it cannot be read. */
export interface PolicyText {
  readonly resource: SynthesisedResource;
  /** Like `assume_role_policy`. */
  readonly argument: string;
  readonly statements: readonly AllowStatement[] | undefined;
}

/** Arguments that hold a document, of whatever resource. A block `inline_policy` holds one as well. */
const POLICY_ARGUMENTS = [
  "policy",
  "assume_role_policy",
  "policy_document",
  "access_policy",
  "resource_policy",
];
const SOURCE_DOCUMENTS = ["source_policy_documents", "override_policy_documents"];
const ELEMENTS = ["Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal"] as const;

/** Every policy document of a stack. */
export function policyTexts(stack: SynthesisedStack): readonly PolicyText[] {
  return [
    ...stack.resources.flatMap((resource) => resourceTexts(resource, stack)),
    ...stack.data
      .filter(({ type }) => type === "aws_iam_policy_document")
      .flatMap((resource) => documentTexts(resource, stack)),
  ];
}

function resourceTexts(resource: SynthesisedResource, stack: SynthesisedStack): readonly PolicyText[] {
  const { attributes } = resource;
  const arguments_ = POLICY_ARGUMENTS.filter((argument) => attributes[argument] !== undefined);
  return [
    ...arguments_.map((argument) => ({ argument, text: attributes[argument] })),
    ...asList(attributes.inline_policy).map((block) => ({
      argument: "inline_policy",
      text: members(block).policy,
    })),
  ].map(({ argument, text }) => ({ resource, argument, statements: readText(text, stack) }));
}

function documentTexts(resource: SynthesisedResource, stack: SynthesisedStack): readonly PolicyText[] {
  const { attributes } = resource;
  return [
    { resource, argument: "statement", statements: asList(attributes.statement).flatMap(readBlock) },
    ...SOURCE_DOCUMENTS.flatMap((argument) =>
      asList(attributes[argument]).map((text) => ({ resource, argument, statements: readText(text, stack) })),
    ),
  ];
}

/** A reference to a document of this stack holds nothing by itself: the document is read where it stands. */
function readText(text: unknown, stack: SynthesisedStack): readonly AllowStatement[] | undefined {
  if (typeof text !== "string") return undefined;
  if (stack.data.some(({ address }) => text === `\${${address}.json}`)) return [];
  try {
    // An expression may hold quotes, and the `*` of a splat: neither is part of the document.
    const document = JSON.parse(text.replace(/\$\{[^{}]*\}/g, "REFERENCE")) as unknown;
    const statements = asList(members(document).Statement);
    return statements.length > 0 && statements.every(isStatement)
      ? statements.flatMap(readStatement)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Anything else, a misspelt element above all, is not guessed at. */
function isStatement(value: unknown): boolean {
  const { Effect, Action, NotAction } = members(value);
  return (Effect === "Allow" || Effect === "Deny") && (Action ?? NotAction) !== undefined;
}

function readStatement(value: unknown): readonly AllowStatement[] {
  const statement = members(value);
  if (statement.Effect === "Deny") return [];
  const elements = ELEMENTS.filter((element) => statement[element] !== undefined).map(
    (element) => [element, flatTexts(statement[element])] as const,
  );
  return [{ sid: sidOf(statement.Sid), elements: Object.fromEntries(elements) }];
}

const BLOCK_ELEMENTS = {
  Action: "actions",
  NotAction: "not_actions",
  Resource: "resources",
  NotResource: "not_resources",
  Principal: "principals",
  NotPrincipal: "not_principals",
} as const;

function readBlock(value: unknown): readonly AllowStatement[] {
  const block = members(value);
  if (block.effect === "Deny") return [];
  const elements = ELEMENTS.filter((element) => asList(block[BLOCK_ELEMENTS[element]]).length > 0).map(
    (element) => [element, flatTexts(block[BLOCK_ELEMENTS[element]])] as const,
  );
  return [{ sid: sidOf(block.sid), elements: Object.fromEntries(elements) }];
}

function sidOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function flatTexts(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(flatTexts);
}
