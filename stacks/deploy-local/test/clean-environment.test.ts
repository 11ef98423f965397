import { expect, it } from "vitest";
import { cleanEnvironment } from "../src/clean-environment.ts";

it.each([
  "AWS_PROFILE",
  "AWS_ACCESS_KEY_ID",
  "AWS_SESSION_TOKEN",
  "AWS_ENDPOINT_URL_S3",
  "TF_CLI_ARGS_apply",
  "TF_DATA_DIR",
  "TF_WORKSPACE",
  "CDKTF_OUTDIR",
  "CLAIMSMITH_RELEASE",
  "NODE_OPTIONS",
])("commands do not get %s of whoever runs them", (name) => {
  expect(cleanEnvironment({ [name]: "theirs", PATH: "/bin" })).not.toHaveProperty(name);
});

it("commands get the rest, and no credentials of this machine", () => {
  const environment = cleanEnvironment({ PATH: "/bin", HOME: "/home/me", EMPTY: undefined });
  expect(environment).toMatchObject({ PATH: "/bin", HOME: "/home/me", AWS_EC2_METADATA_DISABLED: "true" });
  expect(environment.AWS_CONFIG_FILE).toBe("/dev/null");
  expect(environment.AWS_SHARED_CREDENTIALS_FILE).toBe("/dev/null");
  expect(environment).not.toHaveProperty("EMPTY");
});
