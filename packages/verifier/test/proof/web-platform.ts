// How does a test run the half of aws-jwt-verify that browsers and workers run, on WebCrypto?
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { vi } from "vitest";
import { createVerifier, type Verifier, type VerifierOptions } from "../../src/index.ts";
import { contract, type SamplePolicy } from "../sample-policy.ts";

const require = createRequire(import.meta.url);

/** A second copy of the library, on Node.js whatever becomes of the first: the reference. */
export const reference = require("aws-jwt-verify") as typeof import("aws-jwt-verify");

/** Puts the library that our source imports on the web platform, for the rest of the test file. */
export async function moveLibraryToTheWeb(): Promise<void> {
  const folder = join(dirname(require.resolve("aws-jwt-verify/jwt")), "../esm");
  const platformOf = async (name: string) => {
    const module = await import(pathToFileURL(join(folder, `node-web-compat-${name}.js`)).href);
    return (module as { nodeWebCompat: Record<string, unknown> }).nodeWebCompat;
  };
  Object.assign(await platformOf("node"), await platformOf("web"));
}

/** A verifier that finds the platform of a browser when it is made. */
export function verifierElsewhere(options: VerifierOptions<SamplePolicy>): Verifier<SamplePolicy> {
  const builtin = vi.spyOn(process, "getBuiltinModule").mockReturnValue(undefined as never);
  try {
    return createVerifier(contract, options);
  } finally {
    builtin.mockRestore();
  }
}
