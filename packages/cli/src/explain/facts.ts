// Which facts did the decision look at, and what of them may be shown?
import type { TokenPreview } from "@claimsmith/claims-policy";

/** The facts as lines. Values of settings are never among them: they may be secret. Hidden values are told by name. */
export function factLines({ facts, client, grant }: TokenPreview, showValues: boolean): string[] {
  const shared = [
    `    client: ${client}, by ${grant}`,
    `    scopes asked for: ${facts.scopes.join(" ") || "none"}`,
  ];
  const metadata = named("metadata", facts.metadata ?? {}, showValues);
  const lookups = Object.entries(facts.lookups ?? {}).map(([name, result]) => {
    const found = result.status === "found" ? `: ${listed(result.fields, showValues)}` : "";
    return `    look-up ${name}: ${result.status}${found}`;
  });
  if (facts.kind === "machine") return [...shared, ...metadata, ...lookups];
  const groups = `    groups: ${facts.groups.join(", ") || "none"}`;
  return [...shared, groups, ...named("attributes", facts.attributes, showValues), ...metadata, ...lookups];
}

function named(what: string, values: Readonly<Record<string, unknown>>, showValues: boolean): string[] {
  return Object.keys(values).length === 0 ? [] : [`    ${what}: ${listed(values, showValues)}`];
}

function listed(values: Readonly<Record<string, unknown>>, showValues: boolean): string {
  const hidden = showValues ? "" : " (hidden)";
  const told = Object.entries(values).map(([name, value]) =>
    showValues ? `${name} ${JSON.stringify(value)}` : name,
  );
  return `${told.join(", ")}${hidden}`;
}
