// A browser without JavaScript: it keeps cookies, follows redirects inside the pool and submits forms as they stand.
import type { World } from "./world.ts";

/** What a visit ended with: a page of the pool, or a redirect away from it. */
export interface Visit {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** Of the page, or where the redirect leads. */
  readonly url: URL;
  /** True where the pool sent the browser elsewhere. */
  readonly left: boolean;
}

export class Browser {
  readonly cookies = new Map<string, string>();
  /** Every `Set-Cookie` line that came. */
  readonly setCookies: string[] = [];
  readonly #origin: string;

  constructor({ pool }: Pick<World, "pool">) {
    this.#origin = new URL(pool.endpoint).origin;
  }

  /** Visits an address of the pool. */
  visit(path: string, parameters: Readonly<Record<string, string>> | URLSearchParams = {}): Promise<Visit> {
    const url = new URL(path, this.#origin);
    for (const [name, value] of new URLSearchParams(parameters)) url.searchParams.append(name, value);
    return this.#load(url, {});
  }

  /** Submits the form of a page, with what the person has typed. */
  submit(
    page: Pick<Visit, "html" | "url">,
    typed: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Visit> {
    const { action, fields } = formOf(page.html);
    const body = new URLSearchParams({ ...fields, ...typed });
    const origin = { origin: this.#origin, "sec-fetch-site": "same-origin" };
    return this.#load(new URL(action, page.url), {
      method: "POST",
      body,
      headers: { ...origin, ...headers },
    });
  }

  async #load(url: URL, init: RequestInit): Promise<Visit> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...(init.headers as Record<string, string>), ...(cookie === "" ? {} : { cookie }) };
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    this.#keep(response.headers.getSetCookie());
    const html = await response.text();
    const location = response.headers.get("location");
    const page = { status: response.status, headers: response.headers, html };
    if (location === null) return { ...page, url, left: false };
    const next = new URL(location, url);
    if (next.origin !== this.#origin) return { ...page, url: next, left: true };
    return this.#load(next, {});
  }

  #keep(lines: readonly string[]): void {
    this.setCookies.push(...lines);
    for (const line of lines) {
      const [pair = "", ...attributes] = line.split("; ");
      const [name = "", value = ""] = pair.split("=");
      if (attributes.includes("Max-Age=0")) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

/** The form of a page: its address, and the fields that are filled in already. */
export function formOf(html: string): { action: string; fields: Record<string, string> } {
  const action = plainText(/<form [^>]*action="([^"]*)"/.exec(html)?.[1] ?? "");
  const inputs = [...html.matchAll(/<input ([^>]*)>/g)].map(([, attributes = ""]) => attributes);
  const attribute = (of: string, name: string) =>
    plainText(new RegExp(`\\b${name}="([^"]*)"`).exec(of)?.[1] ?? "");
  const fields = inputs.map((input) => [attribute(input, "name"), attribute(input, "value")] as const);
  return { action, fields: Object.fromEntries(fields) };
}

/** What stands above the form. */
export function problemOf({ html }: Pick<Visit, "html">): string | undefined {
  const text = /<p role="alert"[^>]*>([^<]*)<\/p>/.exec(html)?.[1];
  return text === undefined ? undefined : plainText(text);
}

function plainText(text: string): string {
  const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };
  return text.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => entities[name] ?? "");
}
