// How long is the token still valid? Seen every second, announced once.
import { Tag } from "../ui/tag.tsx";
import { durationInWords, secondsLeft } from "./time-left.ts";

/** When a token expires, what time it is (both in seconds since the epoch), and how the token is called. */
export interface ExpiryProps {
  readonly name: string;
  readonly expiresAt: number | undefined;
  readonly nowSeconds: number;
}

/** A countdown. Screen readers hear of the expiry alone: a timer is not read out as it runs. */
export function Expiry({ name, expiresAt, nowSeconds }: ExpiryProps) {
  const left = secondsLeft(expiresAt, nowSeconds);
  if (left === undefined) return <Tag tone="caution">never expires</Tag>;
  const isOver = left === 0;
  return (
    <>
      <span role="timer">
        <Tag tone={isOver ? "bad" : "good"}>{isOver ? "expired" : `expires in ${durationInWords(left)}`}</Tag>
      </span>
      <span role="status" className="visually-hidden">
        {isOver ? `The ${name} has expired.` : ""}
      </span>
    </>
  );
}
