// What does the API answer to either token?
import type { Tokens } from "../session/tokens.ts";
import type { LabSettings } from "../settings/settings.ts";

/** What the view is given. */
export interface CallsViewProps {
  readonly tokens: Tokens;
  readonly settings: LabSettings;
}

/** Placeholder of the layout: replaced by the calls. */
export function CallsView({ tokens }: CallsViewProps) {
  return <p>{tokens.accessToken.length}</p>;
}
