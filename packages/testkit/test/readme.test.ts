// Is the README true? Its tables name what there is; `.ci/check-docs.mjs` runs its example.
import { expect, it } from "vitest";
import manifest from "../package.json" with { type: "json" };
import readme from "../README.md?raw";
import * as testkit from "../src/index.ts";

it("names every export that is a value, every defect with its code and every dependency", () => {
  for (const name of Object.keys(testkit)) expect(readme).toContain(`\`${name}\``);
  for (const [name, { code }] of Object.entries(testkit.DEFECTS)) {
    expect(readme).toMatch(new RegExp(`^\\| \`${name}\` +\\| \`${code}\` `, "m"));
  }
  for (const name of Object.keys(manifest.dependencies))
    expect(readme).toMatch(new RegExp(`^\\| \`${name}\``, "m"));
});
