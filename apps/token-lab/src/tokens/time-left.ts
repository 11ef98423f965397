// How long is a token valid, in words?

/** Whole seconds until a token expires; 0 from the second of its expiry on. Undefined without an `exp`. */
export function secondsLeft(expiresAt: number | undefined, nowSeconds: number): number | undefined {
  return expiresAt === undefined ? undefined : Math.max(0, Math.ceil(expiresAt - nowSeconds));
}

const two = (value: number) => String(value).padStart(2, "0");

/** A duration as people read it: `9 s`, `14 min 59 s`, `1 h 02 min 03 s`. */
export function durationInWords(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (hours > 0) return `${hours} h ${two(minutes)} min ${two(rest)} s`;
  return minutes > 0 ? `${minutes} min ${two(rest)} s` : `${rest} s`;
}
