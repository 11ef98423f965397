// What would be deployed? One stack as an application would write it, or everything that was refused of it.
import { refusedLines } from "../src/application.ts";
import { type Deployment, EnvironmentStack, type Refusal } from "../src/index.ts";
import { synthesised, type TerraformJson } from "../src/testing/synthesised.ts";

/** Where the stacks of these tests would go. */
export const DEPLOYMENT: Deployment = { environment: "dev", account: "111122223333", region: "eu-west-1" };

type Arguments = Readonly<Record<string, unknown>>;

/** A stack as Terraform reads it, without anything in it where something was refused. */
export interface TestedStack {
  readonly terraform: TerraformJson;
  readonly refusals: readonly Refusal[];
}

/** Synthesises a stack called `tested` with what `build` adds to it. */
export function synthesisedStack(build: (stack: EnvironmentStack) => void): TestedStack {
  try {
    const { tested = {} } = synthesised((app) =>
      build(new EnvironmentStack(app, "tested", { deployment: DEPLOYMENT, state: "local" })),
    );
    return { terraform: tested, refusals: [] };
  } catch (error) {
    const lines = refusedLines(error);
    if (lines === undefined) throw error;
    return { terraform: {}, refusals: lines.map(refusalOf) };
  }
}

/** A line as cdktf prints it: `[tested/pool] CODE at argument: text`. */
function refusalOf(line: string): Refusal {
  const [, code = "", at = "", text = ""] = /^\[[^\]]*\] (\S+) at (.+?): (.+)$/.exec(line) ?? [];
  return { code, at, text };
}

/** The arguments of every resource of a type, or, with `data`, of every data source. */
export function resourcesOf(
  { terraform }: TestedStack,
  type: string,
  kind: "resource" | "data" = "resource",
): readonly Arguments[] {
  const blocks = terraform[kind] as Readonly<Record<string, Readonly<Record<string, Arguments>>>> | undefined;
  return Object.values(blocks?.[type] ?? {});
}

/** The arguments of the only resource of a type. */
export function resourceOf(stack: TestedStack, type: string): Arguments {
  const [only, ...others] = resourcesOf(stack, type);
  if (only !== undefined && others.length === 0) return only;
  throw new TypeError(`expected one ${type}; refused: ${JSON.stringify(stack.refusals)}`);
}
