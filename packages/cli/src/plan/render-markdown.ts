// A plan for a pull request, in Markdown as GitHub renders it.
import {
  changedPersonas,
  headline,
  isUnchanged,
  NOTHING_CHANGES,
  NOTHING_WIDENED,
  type PersonaEntry,
  type PlanEntry,
  sectionsOf,
  sizesInWords,
  tokenChangeInWords,
} from "@claimsmith/claims-policy/words";
import type { Compared } from "./compared.ts";

/** The plan as lines of Markdown. Its first line is a comment by which a bot finds the comment that it wrote before. */
export function planMarkdown(compared: Compared): string[] {
  const { plan, comparesEnvironments, environment = "" } = compared;
  const sections = sectionsOf(plan);
  const widened = sections.some(({ direction }) => direction === "widening");
  return [
    `<!-- claimsmith plan ${escaped(environment)} -->`,
    "## What this does to tokens",
    "",
    escaped(headline(compared)),
    ...(comparesEnvironments
      ? []
      : [
          "",
          "Environments are not compared, the earlier snapshots have none of this name: today's settings count for both.",
        ]),
    ...(isUnchanged(plan) ? ["", NOTHING_CHANGES] : []),
    ...plan.undeployable.flatMap(({ code, path, hint }, index) => [
      ...(index === 0 ? ["", "### Cannot be deployed", ""] : []),
      `- ${codeSpan(path)}: ${codeSpan(code)}; ${escaped(hint)}`,
    ]),
    ...sections.flatMap(({ title, entries }) => ["", `### ${title}`, "", ...entries.flatMap(entryLines)]),
    ...(widened || isUnchanged(plan) ? [] : ["", NOTHING_WIDENED]),
    ...personaTable(changedPersonas(plan)),
  ];
}

function entryLines({ id, what, paths, example, approval }: PlanEntry): string[] {
  return [
    `- ${codeSpan(id)}: ${escaped(what)}${approval === undefined ? "" : `. **${escaped(approval)}**`}`,
    ...paths.map((path) => `  - by ${codeSpan(path)}`),
    ...(example.length === 0 ? [] : [`  - for example: ${escaped(example.join("; "))}`]),
  ];
}

function personaTable(personas: readonly PersonaEntry[]): string[] {
  if (personas.length === 0) return [];
  const rows = personas.map(({ persona, client, changes, ways }) => {
    const told = changes.map((change) => codeSpan(tokenChangeInWords(change))).join("<br>");
    const sizes = ways.map((way) => escaped(sizesInWords(way))).join("<br>");
    return `| ${escaped(persona)} | ${escaped(client)} | ${told} | ${sizes} |`;
  });
  return ["", "### Personas", "", "| who | client | changes | sizes |", "| --- | --- | --- | --- |", ...rows];
}

/** Text of a policy, that must not become markup, a mention or a table's edge. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|#@]/g, (mark) => (mark === "@" ? "&#64;" : `\\${mark}`));
}

/** A name as code. A backtick in it would end it. */
function codeSpan(text: string): string {
  return `\`${text.replaceAll("`", "'").replaceAll("|", "\\|")}\``;
}
