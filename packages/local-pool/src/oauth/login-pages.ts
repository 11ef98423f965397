// What do the login pages look like?

import { standardAttribute } from "@claimsmith/cognito-model";
import type { PoolClient } from "../cloud/cloud.ts";
import type { AuthorizationRequest } from "./authorization-request.ts";
import { FORM_TOKEN_FIELD, formToken } from "./form-token.ts";
import { escapeHtml, pageAnswer } from "./page.ts";

/** Names of the form fields. Those of the first page are the ones of Cognito's own login page. */
export const FIELDS = {
  username: "username",
  password: "password",
  session: "session",
  newPassword: "new_password",
  /** Stands before the name of an attribute. */
  attribute: "requiredAttributes.",
} as const;

/** What every page is shown for. */
export interface LoginPage {
  /** The HTTP request that the page answers: its query goes into the form's address, its cookie into the form's token. */
  readonly request: Request;
  readonly authorization: AuthorizationRequest;
  /** Shown above the form. */
  readonly problem?: string;
}

/** User name and password. */
export function signInPage(page: LoginPage, username: string | undefined): Response {
  const { record } = page.authorization.poolClient.pool;
  const [kind, other] = record.settings.UsernameAttributes ?? [];
  const label = other === undefined && kind !== undefined ? LABELS[kind] : "User name";
  const hasName = username !== undefined;
  return formPage(page, {
    title: "Sign in",
    button: "Sign in",
    fields: [
      field({
        name: FIELDS.username,
        label,
        type: "text",
        autocomplete: "username",
        focus: !hasName,
        value: username ?? "",
      }),
      field({
        name: FIELDS.password,
        label: "Password",
        type: "password",
        autocomplete: "current-password",
        focus: hasName,
      }),
    ],
  });
}

const LABELS = { email: "Email address", phone_number: "Phone number" } as const;

/** A new password instead of the temporary one, and the attributes that are still missing. */
export function newPasswordPage(
  page: LoginPage,
  { session, missing }: { readonly session: string; readonly missing: readonly string[] },
): Response {
  return formPage(page, {
    title: "Change password",
    button: "Change password",
    fields: [
      `<p class="note">Your password was set by an administrator. Choose one of your own.</p>`,
      `<input type="hidden" name="${FIELDS.session}" value="${escapeHtml(session)}">`,
      field({
        name: FIELDS.newPassword,
        label: "New password",
        type: "password",
        autocomplete: "new-password",
        focus: true,
      }),
      ...missing.map((name) =>
        field({
          name: FIELDS.attribute + name,
          label: attributeLabel(name),
          type: "text",
          autocomplete: "on",
        }),
      ),
    ],
  });
}

/** What is wrong with a request that must not be redirected, and with forms that cannot be taken. */
export function problemPage(status: number, problem: string): Response {
  const body = `<p role="alert">${escapeHtml(problem)}</p>`;
  return pageAnswer({ status, title: "This page cannot be shown", body });
}

/** `given_name` as a person reads it. */
function attributeLabel(name: string): string {
  const bare = standardAttribute(name) === undefined ? name.replace(/^(custom|dev):/, "") : name;
  const words = bare.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

interface Form {
  readonly title: string;
  readonly button: string;
  /** HTML. */
  readonly fields: readonly string[];
}

function formPage({ request, authorization, problem }: LoginPage, { title, button, fields }: Form): Response {
  const { pool }: PoolClient = authorization.poolClient;
  const token = formToken(pool, request);
  const action = escapeHtml(`/login${new URL(request.url).search}`);
  const body = [
    ...(problem === undefined ? [] : [`<p role="alert" id="problem">${escapeHtml(problem)}</p>`]),
    `<form method="post" action="${action}"${problem === undefined ? "" : ' aria-describedby="problem"'}>`,
    `<input type="hidden" name="${FORM_TOKEN_FIELD}" value="${escapeHtml(token.value)}">`,
    ...fields,
    `<button type="submit">${escapeHtml(button)}</button>`,
    "</form>",
  ].join("\n");
  const status = problem === undefined ? 200 : 400;
  return pageAnswer({
    status,
    title,
    body,
    formTarget: authorization.redirectUri,
    cookies: token.cookies,
  });
}

interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: "text" | "password";
  readonly autocomplete: string;
  readonly focus?: boolean;
  readonly value?: string;
}

function field({ name, label, type, autocomplete, focus = false, value = "" }: Field): string {
  const id = escapeHtml(name);
  const attributes = [
    `id="${id}"`,
    `name="${id}"`,
    `type="${type}"`,
    `autocomplete="${autocomplete}"`,
    ...(value === "" ? [] : [`value="${escapeHtml(value)}"`]),
    ...(type === "text" ? ['autocapitalize="none"', 'spellcheck="false"'] : []),
    "required",
    ...(focus ? ["autofocus"] : []),
  ];
  return `<label for="${id}">${escapeHtml(label)}</label>\n<input ${attributes.join(" ")}>`;
}
