// Who can be given tokens? A persona of the policy, with nothing that the policy's pool could not hold.
import type { ClientOf, DefinitionOf, MachinePersona, UserPersona } from "@claimsmith/claims-policy";
import { isJsonObject, type PoolBlueprint, standardAttribute } from "@claimsmith/cognito-model";
import { MisuseError } from "./errors.ts";

/** For the compiler, which cannot read them off the table of standard attributes; a test holds them against it. */
export type StandardAttribute =
  | "address"
  | "birthdate"
  | "email"
  | "email_verified"
  | "family_name"
  | "gender"
  | "given_name"
  | "locale"
  | "middle_name"
  | "name"
  | "nickname"
  | "phone_number"
  | "phone_number_verified"
  | "picture"
  | "preferred_username"
  | "profile"
  | "updated_at"
  | "website"
  | "zoneinfo";

type Declared<D> = D extends { readonly attributes: infer A } ? Extract<keyof A, string> : never;

/** The attributes of a person by name, as in the pool: all values are text. Custom ones are those that the policy declares. */
export type PersonaAttributes<P> = { readonly email: string } & {
  readonly [N in StandardAttribute | "sub" | `custom:${Declared<DefinitionOf<P>>}`]?: string;
};

/** A persona of the policy. Those of `definePersonas` are; of one written in a test, attributes are checked by the compiler. */
export type TestPersona<P = unknown> =
  | (Omit<UserPersona<P>, "attributes" | "about" | "clients"> & {
      readonly about?: string;
      readonly clients?: readonly ClientOf<P>[];
      /** `sub` may be stated. Default: one that follows from the e-mail address. */
      readonly attributes: PersonaAttributes<P>;
    })
  | (Omit<MachinePersona<P>, "about"> & { readonly about?: string });

/** A persona of any policy, as the program reads it. */
export type AnyPersona =
  | {
      readonly kind: "user";
      readonly clients?: readonly string[];
      readonly groups: readonly string[];
      readonly attributes: Readonly<Record<string, string>> & { readonly email: string };
    }
  | {
      readonly kind: "machine";
      readonly client: string;
      readonly metadata?: Readonly<Record<string, string>>;
    };

/**
 * Refuses a persona that there is not, and attributes that the pool has not. Groups are free: federation adds some.
 *
 * @throws MisuseError `PERSONA_INVALID`
 */
export function readPersona(persona: unknown, blueprint: PoolBlueprint): AnyPersona {
  const { kind, groups, attributes } = isJsonObject(persona) ? persona : {};
  if (kind === "machine") return persona as AnyPersona;
  const expected = kind === "user" ? personProblem({ groups, attributes }, blueprint) : A_PERSONA;
  if (expected !== undefined) throw new MisuseError("PERSONA_INVALID", `expected ${expected}`);
  return persona as AnyPersona;
}

const A_PERSONA = "a persona of kind user or machine; is its name among the personas?";

/** What is expected of a person and not there. */
function personProblem(
  { groups, attributes }: Readonly<Record<"groups" | "attributes", unknown>>,
  pool: PoolBlueprint,
): string | undefined {
  if (!Array.isArray(groups)) return "the groups of the persona, none as an empty list";
  if (!isJsonObject(attributes) || typeof attributes.email !== "string") {
    return "attributes, with the e-mail address that the persona signs in with";
  }
  const custom = new Set(pool.attributes.map(({ name }) => `custom:${name}`));
  const unknown = Object.keys(attributes).filter(
    (name) => name !== "sub" && standardAttribute(name) === undefined && !custom.has(name),
  );
  return unknown.length === 0 ? undefined : `attributes that the pool has, not ${unknown.join(", ")}`;
}
