// How does a person read what `check` found?
import { type Finding, LINTS } from "@claimsmith/claims-policy";
import { wrapped } from "../demo/columns.ts";
import { issueInWords } from "../errors.ts";
import type { Terminal, Tone } from "../terminal.ts";
import type { CheckDocument } from "./check-document.ts";
import type { PolicyReport, Problem } from "./policy-report.ts";

type Paint = Terminal["paint"];

/** Everything fits this many columns. */
const WIDTH = 100;

/** One block for each policy, then what belongs to none; each problem with its code, path and hint, each finding with why it matters. */
export function renderedCheck({ policies, problems }: CheckDocument, paint: Paint): string[] {
  const blocks = policies.map((report) => renderedPolicy(report, paint));
  const rest = problems.flatMap((each) => problemLines(each, paint));
  return [...blocks, ...(rest.length > 0 ? [rest] : [])].flatMap((block, index) =>
    index === 0 ? block : ["", ...block],
  );
}

function renderedPolicy(
  { policy, hash = "not valid", problems, findings }: PolicyReport,
  paint: Paint,
): string[] {
  const open = findings.filter(({ accepted }) => accepted === undefined);
  const counts = [
    counted(problems.length, "issue"),
    counted(open.length, "finding"),
    `${findings.length - open.length} accepted`,
  ];
  return [
    `${paint("heading", `policy ${policy}`)} (${hash}): ${counts.join(", ")}`,
    ...problems.flatMap((each) => problemLines(each, paint)),
    ...open.flatMap((each) => findingLines(each, paint)),
    ...findings.flatMap(({ path, code, accepted }) =>
      accepted === undefined ? [] : lines(`  accepted ${path}: ${code}: ${accepted}`, paint, "quiet"),
    ),
  ];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function problemLines(problem: Problem, paint: Paint): string[] {
  return lines(`  issue    ${issueInWords(problem)}`, paint, "loss");
}

function findingLines(finding: Finding, paint: Paint): string[] {
  const { means, matters } = LINTS[finding.code];
  return [
    ...lines(`  finding  ${issueInWords(finding)}`, paint, "loss"),
    ...lines(`           ${means}: ${matters}`, paint, "quiet"),
  ];
}

function lines(text: string, paint: Paint, tone: Tone): string[] {
  return wrapped(text, WIDTH, 11).map((line) => paint(tone, line));
}
