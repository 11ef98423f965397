// What is wrong with what was typed? Every issue at once, with what to do about it.
import type { PolicyIssue } from "@claimsmith/claims-policy";

/** Issues as `claimsmith check` lists them: code, path, what was expected, and a hint. */
export function IssueList({ issues }: { readonly issues: readonly PolicyIssue[] }) {
  return (
    <ul className="bench-list">
      {issues.map((issue, index) => (
        <li key={`${index} ${issue.code} ${issue.path}`}>
          <code>{issue.path === "" ? "(the whole)" : issue.path}</code>: <strong>{issue.code}</strong>
          <br />
          expected {issue.expected}, received {issue.received}
          <br />
          <span className="bench-hint">{issue.hint}</span>
        </li>
      ))}
    </ul>
  );
}
