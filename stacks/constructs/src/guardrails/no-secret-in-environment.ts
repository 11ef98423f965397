// Does a function carry a secret in its environment? Whoever may read a function's configuration reads its variables.
import type { Refusal } from "../refusal.ts";
import { type Guardrail, ofType, onlyBlock } from "./guardrail.ts";
import { secretReferences } from "./secret-references.ts";

/** (AWS Lambda: Working with Lambda environment variables, Securing environment variables) */
export const noSecretInEnvironment: Guardrail = (stack) =>
  ofType(stack, "aws_lambda_function").flatMap(({ address, attributes }) => {
    const { variables } = onlyBlock(attributes.environment);
    return Object.entries(onlyBlock(variables)).flatMap(([name, value]) =>
      problems(`${address}.environment.${name}`, name, value),
    );
  });

function problems(at: string, name: string, value: unknown): readonly Refusal[] {
  const referred = secretReferences(value).map((reference) => `expected no reference to ${reference}`);
  const literal = isSecretLiteral(name, value) ? ["expected no secret written out"] : [];
  return [...referred, ...literal].map((text) => ({
    code: "SECRET_IN_ENVIRONMENT",
    at,
    text: `${text}: let the function fetch it, and give it the ARN`,
  }));
}

const SECRET_NAME = /SECRET|PASSW|PASSPHRASE|TOKEN|CREDENTIAL|PRIVATE_?KEY|API_?KEY/i;
/** What is no secret, whatever it is called: nothing, an ARN, a number, an address without a password, a reference. */
const HARMLESS = /^$|^arn:|^[\d.]+$|^https?:\/\/[^@]*$|\$\{/;
/** What is a secret, whatever it is called: an access key's id, a private key. (AWS IAM: IAM identifiers, Unique ID prefixes) */
const TELLTALE = /\bA[KS]IA[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

function isSecretLiteral(name: string, value: unknown): boolean {
  if (typeof value !== "string") return false;
  return TELLTALE.test(value) || (SECRET_NAME.test(name) && !HARMLESS.test(value));
}
