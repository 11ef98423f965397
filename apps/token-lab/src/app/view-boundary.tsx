// What is shown where a view fails? Words instead of an empty page; the header and the other views stay.
import { Component, type ReactNode } from "react";
import { Notice } from "../ui/notice.tsx";

/** What it stands around. Give it a `key` for each view: another view is another try. */
export interface ViewBoundaryProps {
  readonly children: ReactNode;
}

interface ViewBoundaryState {
  readonly hasFailed: boolean;
}

/** Catches what a view throws, and parts that cannot be loaded: the page was built anew, or its server has ended. */
export class ViewBoundary extends Component<ViewBoundaryProps, ViewBoundaryState> {
  override readonly state: ViewBoundaryState = { hasFailed: false };

  static getDerivedStateFromError(): ViewBoundaryState {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <Notice tone="bad" title="This part of the page cannot be shown.">
        Check that its server runs, then load the page again.
      </Notice>
    );
  }
}
