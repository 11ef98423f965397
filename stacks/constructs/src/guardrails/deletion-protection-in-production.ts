// What may a deploy to production never delete? People, their data, and the state of Terraform itself.
import { asList, type Guardrail, onlyBlock, type SynthesisedResource } from "./guardrail.ts";

interface Protection {
  readonly argument: string;
  readonly isOn: (attributes: SynthesisedResource["attributes"]) => boolean;
  readonly expected: string;
}

/** By type of resource. (AWS: User pool deletion protection; Using deletion protection in DynamoDB; Terraform: prevent_destroy) */
const PROTECTIONS: Readonly<Record<string, readonly Protection[]>> = {
  aws_cognito_user_pool: [
    {
      argument: "deletion_protection",
      isOn: ({ deletion_protection: value }) => value === "ACTIVE",
      expected: "ACTIVE",
    },
  ],
  aws_dynamodb_table: [
    {
      argument: "deletion_protection_enabled",
      isOn: ({ deletion_protection_enabled: value }) => value === true,
      expected: "true",
    },
  ],
  aws_s3_bucket: [
    {
      argument: "lifecycle.prevent_destroy",
      isOn: ({ lifecycle }) => onlyBlock(lifecycle).prevent_destroy === true,
      expected: "true",
    },
    {
      argument: "force_destroy",
      isOn: ({ force_destroy: value }) => asList(value).every((each) => each === false),
      expected: "false",
    },
  ],
};

/** In the environment `prod`: deletion protection on pools and tables; buckets that Terraform neither destroys nor empties. */
export const deletionProtectionInProduction: Guardrail = ({ isProduction, resources }) =>
  resources.flatMap(({ type, address, attributes }) =>
    (isProduction ? (PROTECTIONS[type] ?? []) : [])
      .filter(({ isOn }) => !isOn(attributes))
      .map(({ argument, expected }) => ({
        code: "DELETION_PROTECTION_MISSING",
        at: `${address}.${argument}`,
        text: `expected ${expected} in production: turn it on in the environment's settings`,
      })),
  );
