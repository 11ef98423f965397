// What did the policy add to the tokens and take off them, and why?
import type { AtomExplanation, Effect, EffectName, PolicyDocument, RuleExplanation } from "@claimsmith/claims-policy";
import type { TokenKind } from "@claimsmith/cognito-model";
import type { PersonaRun } from "./persona-run.ts";

/** One thing that the policy changed on one token. */
export interface Change {
  /** `withheld`: a scope of the policy that this token might have carried. */
  readonly change: "added" | "removed" | "withheld";
  readonly kind: "claim" | "scope" | "group";
  readonly token: TokenKind;
  readonly name: string;
  readonly why: string;
}

const CHANGES: Readonly<Record<EffectName, Pick<Change, "change" | "kind"> | undefined>> = {
  addClaim: { change: "added", kind: "claim" },
  suppressClaim: { change: "removed", kind: "claim" },
  addScope: { change: "added", kind: "scope" },
  suppressScope: { change: "withheld", kind: "scope" },
  addGroup: { change: "added", kind: "group" },
  removeGroup: { change: "removed", kind: "group" },
  deny: undefined,
};

/** Every change of a run's tokens, additions first. A suppression of what was not there is none. */
export function changesOf(run: PersonaRun, policy: PolicyDocument): readonly Change[] {
  const { decision, rules } = run.explanation;
  if (decision.outcome === "refuse") return [];
  const changes = decision.effects.flatMap((effect): Change[] => {
    const row = CHANGES[effect.effect];
    const rule = rules.find((each) => each.rule === effect.rule);
    if (row === undefined || rule === undefined || !isVisible(effect, run)) return [];
    const tokens: readonly TokenKind[] = effect.token === "both" ? ["id", "access"] : [effect.token];
    const why = reason(effect, rule, { policy, client: run.client });
    return tokens.map((token) => ({ ...row, token, name: effect.name, why }));
  });
  const order = ["added", "removed", "withheld"];
  return changes.sort((one, other) => order.indexOf(one.change) - order.indexOf(other.change));
}

/** False for an effect that leaves the token as it was. */
function isVisible({ effect, token, name }: Effect, { explanation, defaults }: PersonaRun): boolean {
  const { decision } = explanation;
  if (effect === "suppressClaim") {
    return (token === "id" ? defaults?.idToken : defaults?.accessToken)?.[name] !== undefined;
  }
  // A scope that had to be asked for was there before the policy let it through.
  if (effect === "addScope") {
    return decision.outcome === "issue" && decision.accessToken.scopesToAdd.includes(name);
  }
  return true;
}

interface Context {
  readonly policy: PolicyDocument;
  readonly client: string;
}

function reason({ effect, name }: Effect, { about, from, because }: RuleExplanation, context: Context): string {
  const { policy, client } = context;
  if (about === "scope" && effect === "suppressScope") {
    const { clients = [] } = policy.accessToken?.scopes?.[name] ?? policy.machineToken?.scopes?.[name] ?? {};
    if (!clients.includes(client)) return `never granted to client ${client}`;
  }
  const what = from ?? `the policy always does so for client ${client}`;
  if (because.length === 0) return what;
  const facts = because.map(factInWords).join(", ");
  return from === undefined ? facts : `${from}, because ${facts}`;
}

/** One fact as it was found: `in group ADMINS`, `not: in group ADMINS`, `custom:status is "active": absent`. */
export function factInWords({ condition, value }: AtomExplanation): string {
  if (value === "true") return condition;
  return value === "false" ? `not: ${condition}` : `${condition}: ${value}`;
}
