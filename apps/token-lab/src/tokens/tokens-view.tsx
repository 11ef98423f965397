// What do both tokens of a sign-in say, side by side?
import type { Tokens } from "../session/tokens.ts";
import type { LabSettings } from "../settings/settings.ts";

/** What the view is given. */
export interface TokensViewProps {
  readonly tokens: Tokens;
  readonly settings: LabSettings;
}

/** Placeholder of the layout: replaced by the view of tokens. */
export function TokensView({ tokens }: TokensViewProps) {
  return <p>{tokens.accessToken.length}</p>;
}
