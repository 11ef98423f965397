// What may commands know of the environment of whoever runs them? Nothing of a real AWS account, and none of Terraform's switches.

/** Would lead to a real account, or change what Terraform does. */
const LEFT_OUT = /^(AWS_|TF_|CDKTF_|CLAIMSMITH_|NODE_OPTIONS$|VITEST|NODE_ENV$)/;

/** The variables that commands get, whatever else they need. */
export function cleanEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const kept = Object.entries(variables).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !LEFT_OUT.test(entry[0]),
  );
  return {
    ...Object.fromEntries(kept),
    // No questions, no colours, no look for newer versions, no statistics.
    CI: "true",
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    NO_COLOR: "1",
    // The provider comes from one place for all stacks, so no cache of cdktf's in the home folder.
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
    // No profile, no single sign-on, no instance's role: only the keys that are given.
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
  };
}
