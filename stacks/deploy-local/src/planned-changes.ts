// What would a plan do? Read from Terraform's JSON of it.

/** What a plan would change. */
export interface PlannedChanges {
  /** Addresses of everything that would be made, changed or destroyed. */
  readonly changed: readonly string[];
  /** Addresses of what would be destroyed and made anew. */
  readonly replaced: readonly string[];
}

/** The part of the JSON that counts. (Terraform: JSON Output Format, Plan Representation) */
interface Plan {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly mode: "managed" | "data";
    readonly change: { readonly actions: readonly string[] };
  }[];
}

/** Reads what `terraform show -json` prints of a saved plan. */
export function plannedChanges(json: string): PlannedChanges {
  const { resource_changes: changes = [] } = JSON.parse(json) as Plan;
  const managed = changes.filter(({ mode }) => mode === "managed");
  const having = (holds: (actions: readonly string[]) => boolean) =>
    managed.filter(({ change }) => holds(change.actions)).map(({ address }) => address);
  return {
    changed: having((actions) => !actions.includes("no-op")),
    // In either order: which comes first is the resource's choice.
    replaced: having((actions) => actions.includes("delete") && actions.includes("create")),
  };
}
