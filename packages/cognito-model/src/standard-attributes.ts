// Which attributes does every pool have, and what does each say about a person?

/** One standard attribute of a user pool. */
export interface StandardAttributeRow {
  readonly name: string;
  /** True where the value identifies a person or says how to reach one. */
  readonly personal: boolean;
  /** False where no client may write it, whatever its write list says. */
  readonly clientWritable: boolean;
  /** The OIDC scope that releases it; `openid` alone releases everything the client may read. */
  readonly scope: "email" | "phone" | "profile";
  /** True where an ID token takes no complex value for it. (AWS: Pre token generation Lambda trigger) */
  readonly simpleValueOnly?: true;
}

/** The standard attributes, after OpenID Connect Core 1.0, section 5.1. (AWS: Working with user attributes) */
export const STANDARD_ATTRIBUTES: readonly StandardAttributeRow[] = [
  { name: "address", personal: true, clientWritable: true, scope: "profile", simpleValueOnly: true },
  { name: "birthdate", personal: true, clientWritable: true, scope: "profile" },
  { name: "email", personal: true, clientWritable: true, scope: "email" },
  { name: "email_verified", personal: false, clientWritable: false, scope: "email", simpleValueOnly: true },
  { name: "family_name", personal: true, clientWritable: true, scope: "profile" },
  { name: "gender", personal: true, clientWritable: true, scope: "profile" },
  { name: "given_name", personal: true, clientWritable: true, scope: "profile" },
  { name: "locale", personal: false, clientWritable: true, scope: "profile" },
  { name: "middle_name", personal: true, clientWritable: true, scope: "profile" },
  { name: "name", personal: true, clientWritable: true, scope: "profile" },
  { name: "nickname", personal: true, clientWritable: true, scope: "profile" },
  { name: "phone_number", personal: true, clientWritable: true, scope: "phone" },
  {
    name: "phone_number_verified",
    personal: false,
    clientWritable: false,
    scope: "phone",
    simpleValueOnly: true,
  },
  { name: "picture", personal: true, clientWritable: true, scope: "profile" },
  { name: "preferred_username", personal: true, clientWritable: true, scope: "profile" },
  { name: "profile", personal: true, clientWritable: true, scope: "profile" },
  { name: "updated_at", personal: false, clientWritable: true, scope: "profile", simpleValueOnly: true },
  { name: "website", personal: true, clientWritable: true, scope: "profile" },
  { name: "zoneinfo", personal: false, clientWritable: true, scope: "profile" },
];

const BY_NAME: ReadonlyMap<string, StandardAttributeRow> = new Map(
  STANDARD_ATTRIBUTES.map((row) => [row.name, row]),
);

/** The row of a standard attribute, or `undefined` for any other name. */
export function standardAttribute(name: string): StandardAttributeRow | undefined {
  return BY_NAME.get(name);
}
