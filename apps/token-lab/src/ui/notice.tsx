// How is somebody told that something went wrong, or well? In words, announced to screen readers.
import type { ReactNode } from "react";

/** What a notice says. */
export interface NoticeProps {
  readonly tone: "good" | "bad" | "caution";
  readonly title: string;
  readonly children?: ReactNode;
}

/** A message that appears; a bad one interrupts. */
export function Notice({ tone, title, children }: NoticeProps) {
  return (
    <div className={`notice notice-${tone}`} role={tone === "bad" ? "alert" : "status"}>
      <strong>{title}</strong>
      {children !== undefined && <div>{children}</div>}
    </div>
  );
}
