// In what may the fork's output differ from cdktf's? Nothing that Terraform deploys.
import type { ExpectedDifference } from "./differences.ts";

/** One row for each member that differs; a row that nothing differs in fails the check as well. */
export const EXPECTED_DIFFERENCES: readonly ExpectedDifference[] = [
  {
    file: "cdk.tf.json",
    path: ["//", "metadata", "version"],
    why: "the version of the library that wrote the file, in a comment that Terraform does not read",
  },
  {
    file: "manifest.json",
    path: ["version"],
    why: "the version of the library, for the command-line tool that reads this file: cdktf-cli for one, cdktn-cli for the other",
  },
];
