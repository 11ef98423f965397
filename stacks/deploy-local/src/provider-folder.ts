// Where is the AWS provider kept between runs?
import { fileURLToPath } from "node:url";

/** In this package, ignored by git: Terraform installs the provider there once, and all stacks take it from there. */
export const PROVIDER_FOLDER = fileURLToPath(new URL("../.terraform/provider", import.meta.url));
