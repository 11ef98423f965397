// What draws a scope for the page's app client? Read from the policy, whose language is loaded when first asked for.
import type { PolicyDocument } from "@claimsmith/claims-policy";

/** Scope → the sentence that says what draws it. */
export type DrawnScopes = Readonly<Record<string, string>>;

/** The scopes that the rules for people's access tokens draw for a client, each with its rule in words. */
export async function drawnScopes(policy: PolicyDocument, client: string): Promise<DrawnScopes> {
  const { conditionInWords } = await import("@claimsmith/claims-policy");
  const drawn = Object.entries(policy.accessToken?.scopes ?? {}).filter(([, rule]) =>
    rule.clients.includes(client),
  );
  return Object.fromEntries(
    drawn.map(([scope, { when, asked }]) => {
      const condition = when === undefined ? "always" : `when ${conditionInWords(when)}`;
      const asking = asked === undefined ? "" : ", if the app asks for it";
      return [
        scope,
        `The rule accessToken.scopes["${scope}"] draws it for the client ${client}: ${condition}${asking}.`,
      ];
    }),
  );
}

/** The same of the policy that the page was built with. */
export async function drawnByPolicy(client: string): Promise<DrawnScopes> {
  const [{ parseSnapshot }, { default: json }] = await Promise.all([
    import("@claimsmith/claims-policy"),
    import("@claimsmith/orders-policy/policy.json"),
  ]);
  return drawnScopes((await parseSnapshot(json)).policy, client);
}
