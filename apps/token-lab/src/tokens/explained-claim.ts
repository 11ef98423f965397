// Where does a claim come from, and what does it say? Made of the policy's catalogue and Cognito's tables.
import {
  type CatalogueClaim,
  type CatalogueToken,
  type PolicySnapshot,
  type TokenCatalogue,
  tokenCatalogue,
  typesInWords,
} from "@claimsmith/claims-policy";
import { claimMeaning, standardAttribute, type TokenKind } from "@claimsmith/cognito-model";

/** Who put something on a token. */
export interface Origin {
  readonly by: "policy" | "cognito" | "unknown";
  /** In words: `policy: accessToken.claims.company_id, from attribute custom:company_id`. */
  readonly text: string;
}

/** What can be said of a claim without its value. */
export interface ExplainedClaim {
  /** Absent for a claim that nobody describes. */
  readonly meaning?: string;
  /** The section or page that the meaning is from. */
  readonly meaningSource?: string;
  /** More than one where a rule of the policy may replace what Cognito puts there. */
  readonly origins: readonly Origin[];
  /** True where it identifies a person. */
  readonly personal: boolean;
  /** True where it rests on what users or callers write: never decide by it. */
  readonly asserted: boolean;
}

/** What explanations are made from. */
export interface Explainer {
  readonly snapshot: PolicySnapshot;
  readonly catalogue: TokenCatalogue;
  /** The client that the tokens were issued to, by its name in the policy. */
  readonly client: string;
  readonly kind: "user" | "machine";
}

/** Prepares the explanation of tokens that one client got. */
export function explainerOf(snapshot: PolicySnapshot, client: string): Explainer {
  const kind = snapshot.policy.clients[client]?.kind === "machine" ? "machine" : "user";
  return { snapshot, catalogue: tokenCatalogue(snapshot), client, kind };
}

/** The catalogue's page about a token of this client. */
export function catalogued({ catalogue, kind }: Explainer, token: TokenKind): CatalogueToken | undefined {
  return catalogue.tokens.find((each) => each.token === token && each.kind === kind);
}

/** Explains one claim of a token by its name. */
export function explainClaim(explainer: Explainer, token: TokenKind, name: string): ExplainedClaim {
  const page = catalogued(explainer, token);
  const drawn = page?.claims.find((each) => each.name === name);
  const given = page?.cognitoClaims.find((each) => each.name === name);
  const origins: Origin[] = [
    ...(drawn ? [policyOrigin(drawn)] : []),
    ...(given ? [{ by: "cognito" as const, text: `Cognito: ${given.when}` }] : []),
    ...groupOrigin(explainer, name),
  ];
  return {
    ...meaningOf(explainer, token, { name, drawn }),
    origins: origins.length > 0 ? origins : [NOT_EXPLAINED],
    personal: drawn?.personal || (given?.personal ?? standardAttribute(name)?.personal === true),
    asserted: drawn?.asserted === true,
  };
}

/** For what neither this page's policy nor Cognito's documentation puts on a token. */
export const NOT_EXPLAINED: Origin = { by: "unknown", text: "not explained by this page's policy" };

function policyOrigin({ rule, from, when }: CatalogueClaim): Origin {
  return {
    by: "policy",
    text: `policy: ${rule}, from ${from}${when === undefined ? "" : `, where ${when}`}`,
  };
}

const GROUP_CLAIMS: readonly string[] = ["cognito:groups", "cognito:roles", "cognito:preferred_role"];

function groupOrigin({ snapshot }: Explainer, name: string): Origin[] {
  if (snapshot.policy.groupOverride === undefined || !GROUP_CLAIMS.includes(name)) return [];
  return [{ by: "policy", text: "policy: groupOverride says which groups stay" }];
}

interface Named {
  readonly name: string;
  readonly drawn: CatalogueClaim | undefined;
}

function meaningOf(
  { snapshot, catalogue }: Explainer,
  token: TokenKind,
  { name, drawn }: Named,
): Pick<ExplainedClaim, "meaning" | "meaningSource"> {
  const known = claimMeaning(name, token);
  if (known !== undefined) return { meaning: known.meaning, meaningSource: known.source };
  const declaredIn = { meaningSource: `policy ${catalogue.policyName}` };
  if (drawn !== undefined) return { meaning: declaredMeaning(drawn), ...declaredIn };
  const custom = snapshot.policy.attributes?.[name.replace(/^custom:/, "")];
  if (custom === undefined || !name.startsWith("custom:")) return {};
  return { meaning: `An attribute of the pool, declared as ${typesInWords([custom])}`, ...declaredIn };
}

/** Of a constant its origin says all. */
function declaredMeaning({ types }: CatalogueClaim): string {
  const isFixed = types.every(({ type }) => type === "exact") && types.length === 1;
  return isFixed ? "A fixed value" : `Declared as ${typesInWords(types)}`;
}
