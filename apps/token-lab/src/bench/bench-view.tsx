// What would a policy make of a persona?

/** What the view is given. */
export interface BenchViewProps {
  /** The environment of the policy package whose settings are taken. */
  readonly environment: string;
}

/** Placeholder of the layout: replaced by the policy bench. */
export function BenchView({ environment }: BenchViewProps) {
  return <p>{environment}</p>;
}
