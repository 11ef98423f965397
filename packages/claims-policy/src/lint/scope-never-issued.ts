// Which declared scopes is nobody ever given?
import { memberPath } from "../language/member-path.ts";
import { finding, type Lint } from "./finding.ts";

/** Scopes of resource servers that no persona and no vector gets. */
export const scopeNeverIssued: Lint = ({ policy, cases = [] }) => {
  if (cases.length === 0) return undefined;
  const issued = new Set(cases.flatMap(({ scopes }) => scopes));
  return Object.entries(policy.resourceServers ?? {}).flatMap(([identifier, { scopes }]) =>
    Object.keys(scopes)
      .filter((name) => !issued.has(`${identifier}/${name}`))
      .map((name) =>
        finding(
          "SCOPE_NEVER_ISSUED",
          memberPath(`${memberPath("resourceServers", identifier)}.scopes`, name),
          { expected: `a persona or a vector that is given ${identifier}/${name}`, received: "none" },
        ),
      ),
  );
};
