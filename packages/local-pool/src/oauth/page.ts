// How does the pool show a page to a person? Plain HTML without scripts, which nothing can frame, store or inject into.
import { createHash } from "node:crypto";

/** One page. */
export interface Page {
  readonly status: number;
  readonly title: string;
  /** HTML: everything that is not ours must have gone through {@link escapeHtml}. */
  readonly body: string;
  /** Where a form of this page may end up beside the pool itself: browsers hold redirects to it. */
  readonly formTarget?: string;
  readonly cookies?: readonly string[];
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it stands in HTML, in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}

const STYLE = `
body { font: 1rem/1.5 system-ui, sans-serif; color: #16191f; background: #f2f3f3; margin: 0; }
main { max-width: 22rem; margin: 4rem auto; padding: 2rem; background: #fff; border-radius: .5rem; }
h1 { font-size: 1.5rem; margin: 0 0 1rem; }
label { display: block; margin-top: 1rem; font-weight: 600; }
input { box-sizing: border-box; width: 100%; padding: .5rem; font: inherit; border: 1px solid #687078; border-radius: .25rem; }
button { width: 100%; margin-top: 1.5rem; padding: .625rem; font: inherit; font-weight: 600; color: #fff; background: #0b5a8c; border: 0; border-radius: .25rem; }
:focus-visible { outline: 3px solid #0b5a8c; outline-offset: 2px; }
[role="alert"] { margin: 0; padding: .75rem; color: #7d1f00; background: #fdf3f1; border-left: .25rem solid #b0330d; }
.note { color: #545b64; font-size: .875rem; }
`;

const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** The page as an answer. */
export function pageAnswer({ status, title, body, formTarget, cookies = [] }: Page): Response {
  const headers = new Headers({
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": contentSecurityPolicy(formTarget),
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
  });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(html(title, body), { status, headers });
}

function html(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

/** (Content Security Policy Level 3; that `form-action` is held against redirects, too, is what browsers do) */
function contentSecurityPolicy(formTarget: string | undefined): string {
  const target = formTarget === undefined ? "" : ` ${sourceOf(formTarget)}`;
  const formAction = formTarget === undefined ? "'none'" : `'self'${target}`;
  return [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    `form-action ${formAction}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join("; ");
}

/** The origin of a web address, the scheme of any other URI: neither can hold a character that ends the directive. */
function sourceOf(uri: string): string {
  const { protocol, origin } = new URL(uri);
  return origin === "null" ? protocol : origin;
}
