// Who may import whom? One row for each workspace package; the table of ARCHITECTURE.md, as data.

/**
 * What the files under `src/` of a package may import.
 *
 * `workspace`: `"name"` allows every subpath that the package exports, `"name/subpath"` that one alone; `"any"` all packages.
 * `npm`: package names; `"declared"` is whatever package.json lists as a dependency. Each import must be declared besides.
 * `node`: false for what runs in a browser unchanged.
 * `tests`: workspace packages that files outside `src/` (tests, build scripts) may import as well.
 */
export const BOUNDARIES = {
  "packages/cognito-model": { workspace: [], npm: [], node: false },
  // The solver is for src/plan: the trigger and the verifier never see it.
  "packages/claims-policy": { workspace: ["cognito-model"], npm: ["logic-solver"], node: false },
  "packages/trigger": {
    workspace: ["claims-policy/evaluator", "cognito-model"],
    npm: ["aws4fetch", "esbuild", "fflate"],
    node: true,
    // A local pool runs the deployed zip of a policy with look-ups.
    tests: ["claims-policy", "orders-policy", "local-pool"],
  },
  "packages/verifier": {
    workspace: ["cognito-model", "claims-policy/contract"],
    // The frameworks are optional peers: their types alone.
    npm: ["aws-jwt-verify", "express", "fastify", "hono"],
    node: true,
    // Profiles are fetched from a real pool.
    tests: ["claims-policy", "orders-policy", "local-pool"],
  },
  "packages/local-pool": { workspace: ["cognito-model"], npm: "declared", node: true },
  "packages/orders-policy": {
    workspace: ["claims-policy"],
    npm: [],
    node: true,
    // claimsmith.config.ts is typed by the CLI that loads it.
    tests: ["cognito-model", "cli/config"],
  },
  "packages/testkit": {
    workspace: ["cognito-model", "claims-policy"],
    npm: "declared",
    node: true,
    // Its tokens are held against what the deployed trigger answers, and given to the verifier.
    tests: ["orders-policy", "trigger", "verifier"],
  },
  "packages/cli": {
    workspace: ["claims-policy", "local-pool", "verifier", "trigger", "testkit", "cognito-model"],
    npm: "declared",
    node: true,
    tests: ["orders-policy"],
  },
  "packages/bench": { workspace: "any", npm: "declared", node: true },
  // Its project is another team's, which has installed the packages.
  "packages/consumer-test": { workspace: "any", npm: "declared", node: true },
  "apps/pre-token-generation": {
    workspace: ["trigger", "orders-policy/policy.json"],
    npm: [],
    node: true,
    // Its tests sign people in against the local pool and verify what they get.
    tests: ["orders-policy", "cognito-model", "claims-policy", "local-pool", "verifier"],
  },
  "apps/orders-api": {
    workspace: ["verifier", "orders-policy"],
    npm: "declared",
    node: true,
    // The trigger's package bundles; tests sign people in against a local pool with the deployed trigger.
    tests: ["trigger", "pre-token-generation", "claims-policy", "local-pool"],
  },
  "apps/token-lab": {
    workspace: ["claims-policy", "cognito-model", "orders-policy", "verifier/inspect"],
    npm: "declared",
    node: false,
  },
  "stacks/constructs": {
    workspace: ["cognito-model"],
    npm: ["cdktf", "constructs", "@cdktf/provider-aws"],
    node: true,
    // What the alarms count is held against lines of the real trigger; blueprints are those of the example policies.
    tests: ["trigger", "claims-policy", "orders-policy"],
  },
  // What they deploy, they name by the packages whose build makes it.
  "stacks/identity": {
    workspace: ["constructs", "claims-policy", "orders-policy", "pre-token-generation"],
    npm: [],
    node: true,
  },
  "stacks/api": {
    workspace: [
      "constructs",
      "claims-policy",
      "orders-policy",
      "orders-api/gateway",
      "orders-api/orders-api.zip",
    ],
    npm: [],
    node: true,
  },
  "stacks/bootstrap": {
    workspace: ["constructs", "claims-policy", "orders-policy"],
    npm: [],
    node: true,
    // Its roles are held against what these two declare.
    tests: ["identity", "api"],
  },
  "stacks/exit-check": {
    workspace: [],
    npm: "declared",
    node: true,
    // What the applications look up by name, and the golden files' text.
    tests: [
      "constructs",
      "identity",
      "api",
      "bootstrap",
      "orders-api",
      "orders-policy",
      "pre-token-generation",
    ],
  },
  "stacks/deploy-local": {
    workspace: ["claims-policy", "local-pool", "orders-policy", "trigger/bundle", "verifier"],
    npm: "declared",
    node: true,
  },
  // Run after each deploy; its test runs the orders API behind a local pool.
  "stacks/smoke": {
    workspace: ["claims-policy", "orders-policy", "verifier"],
    npm: "declared",
    node: true,
    tests: ["local-pool", "trigger", "orders-api", "pre-token-generation"],
  },
};

/** Workspace packages made for tests: files outside `src/` of every package may import them. */
export const TEST_PACKAGES = ["testkit"];

/** npm packages that stay where the table puts them, also where a row says `"declared"`. */
export const RESERVED_NPM = {
  "aws-jwt-verify": ["packages/verifier", "packages/bench"],
  cdktf: ["stacks/constructs"],
  // The exit check puts the fork in cdktf's place; it imports neither.
  cdktn: ["stacks/exit-check"],
  constructs: ["stacks/constructs", "stacks/exit-check"],
  "@cdktf/provider-aws": ["stacks/constructs"],
};
