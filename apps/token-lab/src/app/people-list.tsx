// Who can sign in to a local pool? Its personas, whose passwords are no secret.
import type { LocalPerson } from "../settings/settings.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { Panel } from "../ui/panel.tsx";

/** The people of a local pool; passwords are copied, not shown. */
export function PeopleList({ people }: { readonly people: readonly LocalPerson[] }) {
  return (
    <Panel title="People of this pool">
      <p className="quiet">They and their passwords are made up for this local pool.</p>
      <ul className="people">
        {people.map(({ name, username, password }) => (
          <li key={name}>
            <span className="person">
              <strong>{name}</strong> <code>{username}</code>
            </span>
            <span className="row">
              <CopyButton text={username} label="Copy user name" of={name} />
              <CopyButton text={password} label="Copy password" of={name} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
