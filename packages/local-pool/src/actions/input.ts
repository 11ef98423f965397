// How does an action read its parameters? Missing is InvalidParameterException, of the wrong type is SerializationException.
import { isJsonObject } from "@claimsmith/cognito-model";
import { CognitoError } from "../errors.ts";
import type { Attributes } from "../users/attributes.ts";
import type { ActionInput } from "./action.ts";

/** The longest text that any parameter takes, in characters. (AWS API Reference: ClientMetadata) */
const MAX_TEXT_LENGTH = 131_072;

/** A text that must be there. */
export function text(input: ActionInput, name: string): string {
  const value = optionalText(input, name);
  if (value === undefined || value === "") throw missing(name);
  return value;
}

/** A text that may be left out or null. */
export function optionalText(input: ActionInput, name: string): string | undefined {
  const value = own(input, name);
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw wrongType(name, "a string");
  return goodText(value, name);
}

/** Names what the API calls the member: keys of maps are the caller's own, and are not repeated. */
function goodText(value: string, name: string): string {
  if (value.length > MAX_TEXT_LENGTH)
    throw invalid(`${name} must have at most ${MAX_TEXT_LENGTH} characters`);
  // Half of a character is no text: two that differ in it alone would be one name in UTF-8.
  if (/\p{Surrogate}/u.test(value)) throw invalid(`${name} must be well-formed Unicode`);
  return value;
}

function textOf(item: unknown, name: string): string {
  if (typeof item === "string") return goodText(item, name);
  if (item === null) return "";
  throw wrongType(name, "an object of strings");
}

/** A truth value; absent is false. */
export function flag(input: ActionInput, name: string): boolean {
  const value = own(input, name) ?? false;
  if (typeof value !== "boolean") throw wrongType(name, "a boolean");
  return value;
}

/** A map of texts; absent is empty. */
export function textMap(input: ActionInput, name: string): Readonly<Record<string, string>> {
  return optionalTextMap(input, name) ?? {};
}

/** A map of texts that may be left out or null. */
export function optionalTextMap(
  input: ActionInput,
  name: string,
): Readonly<Record<string, string>> | undefined {
  const value = own(input, name);
  if (value === undefined || value === null) return undefined;
  if (!isJsonObject(value)) throw wrongType(name, "an object of strings");
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, textOf(item, name)]));
}

/** A list of texts that may be left out or null. */
export function optionalTextList(input: ActionInput, name: string): readonly string[] | undefined {
  const value = own(input, name);
  if (value === undefined || value === null) return undefined;
  const isList = Array.isArray(value) && value.every((item) => typeof item === "string");
  if (!isList) throw wrongType(name, "an array of strings");
  return value;
}

/** A list of texts; absent is empty. */
export function textList(input: ActionInput, name: string): readonly string[] {
  return optionalTextList(input, name) ?? [];
}

/** A list of `{ Name, Value }`, as attributes by name; absent is empty. */
export function attributeList(input: ActionInput, name: string): Attributes {
  const value = own(input, name) ?? [];
  if (!Array.isArray(value)) throw wrongType(name, "an array");
  return Object.fromEntries(
    value.map((item) => {
      if (!isJsonObject(item)) throw wrongType(name, "an array of { Name, Value }");
      return [text(item, "Name"), optionalText(item, "Value") ?? ""];
    }),
  );
}

/** An attribute map as the list that answers carry, `sub` first. */
export function asAttributeList({
  sub,
  attributes,
}: {
  readonly sub: string;
  readonly attributes: Attributes;
}): readonly { readonly Name: string; readonly Value: string }[] {
  return Object.entries({ sub, ...attributes }).map(([Name, Value]) => ({ Name, Value }));
}

function own(input: ActionInput, name: string): unknown {
  return Object.hasOwn(input, name) ? input[name] : undefined;
}

function missing(name: string): CognitoError {
  return invalid(`Missing required parameter ${name}`);
}

function invalid(message: string): CognitoError {
  return new CognitoError("InvalidParameterException", message);
}

function wrongType(name: string, expected: string): CognitoError {
  return new CognitoError("SerializationException", `expected ${expected} as ${name}`);
}
