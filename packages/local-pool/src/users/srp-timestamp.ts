// When did a client sign its claim? Cognito takes one form only, as in "Tue Sep 1 04:05:06 UTC 2026".

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** How far the client's clock may be off, either way. Cognito's own figure is not documented: unverified. */
const TOLERANCE_MS = 5 * 60 * 1000;

/** True for a timestamp in Cognito's form and near now. */
export function isTimestampNear(timestamp: string, nowMs: number): boolean {
  const atMs = Date.parse(
    timestamp.replace(/^(\w{3} \w{3} \d{1,2}) ([\d:]{8}) UTC (\d{4})$/, "$1 $3 $2 UTC"),
  );
  if (Number.isNaN(atMs) || timestampOf(atMs) !== timestamp) return false;
  return Math.abs(nowMs - atMs) <= TOLERANCE_MS;
}

/** The form: no zero before a day of one digit, English names, always UTC. */
function timestampOf(atMs: number): string {
  const at = new Date(atMs);
  const time = at.toISOString().slice(11, 19);
  return `${DAYS[at.getUTCDay()]} ${MONTHS[at.getUTCMonth()]} ${at.getUTCDate()} ${time} UTC ${at.getUTCFullYear()}`;
}
