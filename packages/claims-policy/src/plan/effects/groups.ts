// In which worlds are a user's groups and roles which, after the override of a policy?
import { ownMember } from "../../language/own-member.ts";
import type { ConditionalRule } from "../../language/policy.ts";
import type { Formula } from "../solver/formulas.ts";
import { type ConditionContext, onceFor, whenWorlds } from "../worlds/conditions.ts";
import { roleOf, type Side } from "../worlds/side.ts";

/** A role by its ARN, or by the setting that holds it where its value is not known. */
export type RoleName = string;

/** How a role is called in effects. */
export function nameOfRole(role: NonNullable<ReturnType<typeof roleOf>>): RoleName {
  return "arn" in role ? role.arn : `setting ${role.setting}`;
}

/** The groups and roles of a client's users: the same for all clients that no rule about groups tells apart. */
export function groupWorlds(side: Side, context: ConditionContext): GroupWorlds {
  const { keep = {}, add = {}, drop = {} } = side.policy.groupOverride ?? {};
  const rules = [keep, add, drop].flatMap((section) => Object.values<ConditionalRule>(section));
  const conditions = rules.flatMap(({ when }) => (when === undefined ? [] : [when]));
  return onceFor(side, context, conditions, () => new GroupWorlds(side, context));
}

/** A group that has a role. */
interface GroupOfRole {
  readonly group: string;
  readonly role: RoleName;
  readonly precedence: number;
}

function rolesOf(side: Side): GroupOfRole[] {
  return Object.entries(side.policy.groups ?? {}).flatMap(([group, { precedence }]) => {
    const role = roleOf(side, group);
    if (role === undefined) return [];
    return [{ group, role: nameOfRole(role), precedence: precedence ?? Number.POSITIVE_INFINITY }];
  });
}

/** The groups and roles of the users of one client under one policy. */
export class GroupWorlds {
  readonly #side: Side;
  readonly #context: ConditionContext;
  readonly #roles: readonly GroupOfRole[];
  readonly #kept = new Map<string, Formula>();
  readonly #preferred = new Map<RoleName, Formula>();
  #isPreferredKnown = false;

  constructor(side: Side, context: ConditionContext) {
    this.#side = side;
    this.#context = context;
    this.#roles = rolesOf(side);
  }

  /** The worlds in which the tokens speak of the group: it was kept or added, and not dropped. */
  isIn(group: string): Formula {
    let known = this.#kept.get(group);
    if (known === undefined) {
      known = this.#whereKept(group);
      this.#kept.set(group, known);
    }
    return known;
  }

  /** The worlds in which any group is left. */
  get isInAny(): Formula {
    const { space } = this.#context;
    return space.formulas.any(space.groups.map((group) => this.isIn(group)));
  }

  /** The declared roles, by name. */
  get roleNames(): readonly RoleName[] {
    return [...new Set(this.#roles.map(({ role }) => role))];
  }

  /** The worlds in which some kept group has the role. */
  hasRole(role: RoleName): Formula {
    const groups = this.#roles.filter((each) => each.role === role);
    return this.#context.space.formulas.any(groups.map(({ group }) => this.isIn(group)));
  }

  /** The worlds in which the role is the preferred one: that of the kept group of highest precedence, if they agree. */
  prefersRole(role: RoleName): Formula {
    if (!this.#isPreferredKnown) this.#workOutPreferred();
    return this.#preferred.get(role) ?? this.#context.space.formulas.FALSE;
  }

  #whereKept(group: string): Formula {
    const { formulas } = this.#context.space;
    const { keep, add, drop } = this.#side.policy.groupOverride ?? {};
    const kept = ownMember(keep, group);
    const added = ownMember(add, group);
    const dropped = ownMember(drop, group);
    const when = (rule: { readonly when?: Parameters<typeof whenWorlds>[0] }) =>
      whenWorlds(rule.when, this.#context);
    const had = this.#context.space.inGroup(group);
    const stays = kept === undefined ? had : formulas.all([had, when(kept).isTrue]);
    const has = added === undefined ? stays : formulas.any([stays, when(added).isTrue]);
    return dropped === undefined ? has : formulas.all([has, formulas.not(when(dropped).isTrue)]);
  }

  /** From the highest precedence down: each level counts where no higher one has a role. */
  #workOutPreferred(): void {
    this.#isPreferredKnown = true;
    const { formulas } = this.#context.space;
    const roles = this.#roles;
    const levels = [...new Set(roles.map(({ precedence }) => precedence))].sort((a, b) => a - b);
    let isOpen = formulas.TRUE;
    for (const level of levels) {
      const here = roles.filter(({ precedence }) => precedence === level);
      const keptOf = (groups: typeof here) => formulas.any(groups.map(({ group }) => this.isIn(group)));
      for (const role of new Set(here.map((each) => each.role))) {
        const own = keptOf(here.filter((each) => each.role === role));
        const others = keptOf(here.filter((each) => each.role !== role));
        const isPreferred = formulas.all([isOpen, own, formulas.not(others)]);
        const before = this.#preferred.get(role) ?? formulas.FALSE;
        this.#preferred.set(role, formulas.any([before, isPreferred]));
      }
      isOpen = formulas.all([isOpen, formulas.not(keptOf(here))]);
    }
  }
}
