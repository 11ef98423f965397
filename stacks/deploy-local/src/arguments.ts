// What does the command take? Two switches, and nothing else.

/** What was asked for; `wrong` is the first argument that is not known. */
export type Request =
  | { readonly ask: "deploy"; readonly json: boolean }
  | { readonly ask: "help" }
  | { readonly ask: "wrong"; readonly argument: string };

/** What `--help` prints. */
export const USAGE = `usage: pnpm deploy:local [--json]

Deploys the stacks identity-local and api-local with real Terraform, against moto and the local pool:
signs in, calls the API, adds the first machine client, and destroys everything again.

  --json   one JSON object on standard output: applied, secondPlanEmpty, signIn, apiStatus, replaced,
           destroyedLeft; the steps go to standard error
  --help   this text

Needs terraform (or what TERRAFORM_BINARY_NAME names), the AWS provider and moto_server.`;

/** Reads the arguments. A `--` in front is what pnpm passes on. */
export function readArguments(args: readonly string[]): Request {
  const given = args[0] === "--" ? args.slice(1) : args;
  const wrong = given.find((argument) => !KNOWN.has(argument));
  if (wrong !== undefined) return { ask: "wrong", argument: wrong };
  if (given.includes("--help") || given.includes("-h")) return { ask: "help" };
  return { ask: "deploy", json: given.includes("--json") };
}

const KNOWN: ReadonlySet<string> = new Set(["--json", "--help", "-h"]);
