// Where does each scope and each group on a token come from?
import { conditionInWords, type ScopeGrant } from "@claimsmith/claims-policy";
import { type Explainer, NOT_EXPLAINED, type Origin } from "./explained-claim.ts";

/** One entry of a claim that is shown as a list. */
export interface ListItem {
  readonly name: string;
  /** What the policy says it is for. */
  readonly meaning?: string;
  readonly origin: Origin;
}

/** The scopes of the claim `scope`, which has them between blanks. (RFC 6749, section 3.3) */
export function scopeItems(explainer: Explainer, value: unknown): readonly ListItem[] | undefined {
  if (typeof value !== "string") return undefined;
  const names = new Set(value.split(" ").filter((name) => name !== ""));
  return [...names].map((name) => {
    const row = explainer.catalogue.scopes.find(({ scope }) => scope === name);
    const grant = row?.grants.find(({ client }) => client === explainer.client);
    return {
      name,
      ...(row && { meaning: row.description }),
      origin: grant ? HOW[grant.how](grant) : NOT_EXPLAINED,
    };
  });
}

const where = ({ when }: ScopeGrant, word: string) => (when === undefined ? "" : ` ${word} ${when}`);

const HOW: Readonly<Record<ScopeGrant["how"], (grant: ScopeGrant) => Origin>> = {
  asked: (grant) =>
    grant.rule === undefined
      ? { by: "cognito", text: `asked for by the client ${grant.client}${where(grant, "and")}` }
      : { by: "policy", text: `policy: ${grant.rule}, asked for${where(grant, "and")}` },
  added: (grant) => ({
    by: "policy",
    text: `policy: ${grant.rule}, added without being asked for${where(grant, "where")}`,
  }),
  api: (grant) => ({ by: "cognito", text: `Cognito: every sign-in through the API${where(grant, "and")}` }),
};

/** The groups of the claim `cognito:groups`. */
export function groupItems({ snapshot }: Explainer, value: unknown): readonly ListItem[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const { groups = {}, groupOverride: { keep = {}, add = {} } = {} } = snapshot.policy;
  return [...new Set(value.map(String))].map((name) => {
    const meaning = groups[name]?.description;
    const kept = keep[name];
    const added = add[name];
    const texts = [
      ...(kept ? [`policy: groupOverride.keep.${name}, stays where ${conditionInWords(kept.when)}`] : []),
      ...(added
        ? [`policy: groupOverride.add.${name}${added.when ? `, where ${conditionInWords(added.when)}` : ""}`]
        : []),
    ];
    const origin: Origin =
      texts.length > 0 ? { by: "policy", text: texts.join("; ") } : memberOrigin(Object.hasOwn(groups, name));
    return { name, ...(meaning !== undefined && { meaning }), origin };
  });
}

function memberOrigin(isDeclared: boolean): Origin {
  const note = isDeclared ? "" : "; the policy does not declare the group, as federation's own";
  return { by: "cognito", text: `Cognito: the user is a member${note}` };
}
