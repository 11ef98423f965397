// What is shown while a part of the page is on its way?

/** Says that `what` is being loaded; screen readers hear it. */
export function Loading({ what }: { readonly what: string }) {
  return (
    <p className="quiet" role="status">
      Loading {what} …
    </p>
  );
}
