// What do the tokens look like to a person? Markdown.
import type { PolicySnapshot } from "../snapshot/snapshot.ts";
import { type CatalogueToken, type ScopeGrant, type TokenCatalogue, tokenCatalogue } from "./catalogue.ts";
import { typesInWords } from "./type-in-words.ts";

/** The page for those who read the tokens: each token's claims, the scopes and the groups. */
export function catalogueMarkdown(snapshot: PolicySnapshot): string {
  const catalogue = tokenCatalogue(snapshot);
  const { policyName, policyHash, eventVersion, tokens } = catalogue;
  const lines = [
    `# Tokens of the policy ${code(policyName)}`,
    "",
    `Made from the policy with the hash ${code(policyHash)}, which needs trigger events of ${eventVersion}.`,
    "Verify a token before you read it; expect claims that are not on this page.",
    ...tokens.flatMap(tokenSection),
    ...scopeSection(catalogue),
    ...groupSection(catalogue),
  ];
  return `${lines.join("\n")}\n`;
}

/** What is said above the claims of a token. */
const HEADINGS = {
  userAccess: ["Access token of a person", "For APIs."],
  machineAccess: ["Access token of a machine", "For APIs. It has no `username`, and no groups."],
  userId: [
    "ID token of a person",
    "For the application that signed the person in. APIs refuse it, whatever it holds.",
  ],
} as const;

function tokenSection({ token, kind, clients, claims, suppressed, cognitoClaims }: CatalogueToken): string[] {
  const key = token === "id" ? "userId" : kind === "user" ? "userAccess" : "machineAccess";
  const [title, about] = HEADINGS[key];
  const always = cognitoClaims.filter(({ required }) => required);
  const sometimes = cognitoClaims.filter(({ required }) => !required);
  return [
    "",
    `## ${title}`,
    "",
    `${about} Clients: ${listed(clients)}.`,
    ...(claims.length === 0 ? ["", "The policy adds no claim."] : ["", ...claimTable(claims)]),
    ...(suppressed.length === 0 ? [] : ["", `Taken off: ${suppressed.map(suppressedInWords).join("; ")}.`]),
    "",
    `From Cognito, always: ${listed(always.map(({ name }) => name))}.`,
    "",
    `From Cognito, where there is something to say: ${listed(sometimes.map(({ name }) => name))}.`,
  ];
}

function claimTable(claims: CatalogueToken["claims"]): string[] {
  const rows = claims.map(({ name, types, required, asserted, from, when }) => {
    const there = required ? "always" : (when ?? "where there is a value");
    const told = asserted
      ? `${from}; **asserted**: written by the user or the caller, never decide by it`
      : from;
    return [code(name), typesInWords(types, code), there, told];
  });
  return table(["claim", "value", "there", "from"], rows);
}

function suppressedInWords({ name, when }: CatalogueToken["suppressed"][number]): string {
  return when === undefined ? code(name) : `${code(name)} where ${when}`;
}

function scopeSection({ scopes }: TokenCatalogue): string[] {
  const rows = scopes
    .filter(({ grants }) => grants.length > 0)
    .map(({ scope, description, grants }) => [code(scope), description, grants.map(grantInWords).join("; ")]);
  const about = "Between blanks in the claim `scope` of access tokens. Compared exactly, in no order.";
  return ["", "## Scopes", "", about, "", ...table(["scope", "means", "given to"], rows)];
}

/** How a client's tokens come to a scope; what is added is there always, unless it has a condition. */
const HOW = { asked: "where asked for", added: undefined, api: "from sign-ins through the API" } as const;

function grantInWords({ client, how, when }: ScopeGrant): string {
  const way = HOW[how];
  const condition = when === undefined ? undefined : way === undefined ? `where ${when}` : `and ${when}`;
  return [code(client), way, condition ?? (way === undefined ? "always" : undefined)]
    .filter((each) => each !== undefined)
    .join(" ");
}

function groupSection({ groups }: TokenCatalogue): string[] {
  if (groups.length === 0) return [];
  const rows = groups.map(({ name, description = "" }) => [code(name), description]);
  const about = "In the claim `cognito:groups` of people's tokens, beside those that a federation adds.";
  return ["", "## Groups", "", about, "", ...table(["group", "who"], rows)];
}

function listed(names: readonly string[]): string {
  return names.map(code).join(", ") || "nothing";
}

/** Text that no Markdown is read into. Backticks are rare in names and values, and none of ours. */
function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}
