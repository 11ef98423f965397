// Which token did Amplify send? What was seen on its way out, never the token itself.
import { Tag } from "../ui/tag.tsx";
import type { SentHeader as Sent } from "./graphql-call.ts";

const WORDS: Readonly<Record<Sent["token"], string>> = {
  access: "the access token of this sign-in",
  id: "the ID token of this sign-in",
  other: "none of the two tokens of this sign-in",
};

/** The header of the last request. */
export function SentHeader({ sent }: { readonly sent: Sent }) {
  return (
    <dl className="sent">
      <dt>Header that went out</dt>
      <dd>
        <code>Authorization: {sent.masked}</code>
      </dd>
      <dt>
        Its <code>token_use</code>
      </dt>
      <dd>
        <Tag tone={sent.use === "access" ? "good" : "bad"}>{sent.use}</Tag>
      </dd>
      <dt>Compared, it is</dt>
      <dd>{WORDS[sent.token]}</dd>
    </dl>
  );
}
