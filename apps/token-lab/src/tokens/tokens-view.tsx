// What do both tokens of a sign-in say, side by side?
import { useMemo } from "react";
import type { Tokens } from "../session/tokens.ts";
import type { LabSettings } from "../settings/settings.ts";
import { Notice } from "../ui/notice.tsx";
import { pagePolicy } from "./page-policy.ts";
import { personalDataSentence } from "./personal-data-sentence.ts";
import { MATCH_NOTICES } from "./same-policy.ts";
import { shownTokens } from "./shown-tokens.ts";
import { TokenPanel } from "./token-panel.tsx";
import "./tokens.css";
import { useNowSeconds } from "./use-now-seconds.ts";

/** What the view is given. */
export interface TokensViewProps {
  readonly tokens: Tokens;
  readonly settings: LabSettings;
}

/** Both tokens, unverified, with every claim explained by this page's policy. */
export function TokensView({ tokens, settings }: TokensViewProps) {
  const { idToken, accessToken } = tokens;
  const nowSeconds = useNowSeconds();
  const shown = useMemo(
    () =>
      shownTokens({ accessToken, ...(idToken !== undefined && { idToken }) }, pagePolicy, settings.client),
    [idToken, accessToken, settings.client],
  );
  const sentence = personalDataSentence(shown);
  const notice = shown.match && MATCH_NOTICES[shown.match];
  return (
    <div className="stack">
      {notice && (
        <Notice tone="caution" title={notice.title}>
          {notice.text}
        </Notice>
      )}
      {sentence !== "" && <p>{sentence}</p>}
      <div className="columns">
        <TokenPanel shown={shown.id} raw={idToken} nowSeconds={nowSeconds} />
        <TokenPanel shown={shown.access} raw={accessToken} nowSeconds={nowSeconds} />
      </div>
    </div>
  );
}
