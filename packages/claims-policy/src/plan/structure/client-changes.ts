// What changes about a client that both policies have, beyond its tokens?
import type { ClientBlueprint } from "@claimsmith/cognito-model";
import { ownMember } from "../../language/own-member.ts";
import type { ClientDeclaration } from "../../language/policy.ts";
import type { StructuralChange } from "../plan.ts";
import type { Side } from "../worlds/side.ts";
import { amountChange, listChanges, moved, type Pair, pathOf, without } from "./change.ts";

/** A client on both sides, as it is declared and as the pool has it. */
interface ClientChange {
  readonly name: string;
  readonly declared: Pair<ClientDeclaration>;
  readonly pool: Pair<ClientBlueprint>;
}

/** The changes of every client that stays. One that comes or goes is an effect on tokens. */
export function clientChanges(before: Side, after: Side): StructuralChange[] {
  return [...after.clients].flatMap(([name, client]) => {
    const was = before.clients.get(name);
    const declared = [before, after].map(({ policy }) => ownMember(policy.clients, name));
    const [one, other] = declared;
    if (was === undefined || one === undefined || other === undefined || was.kind !== client.kind) return [];
    return changesOf({ name, declared: [one, other], pool: [was, client] });
  });
}

function changesOf(client: ClientChange): StructuralChange[] {
  const { name, declared, pool } = client;
  const path = (member: string) => pathOf("clients", name, member);
  const list = (id: string, member: string, what: string, pair: Pair<readonly string[]>) =>
    listChanges({ id: `${id}:${name}`, path: path(member), what }, pair);
  const of = <T>(read: (client: ClientBlueprint) => T): Pair<T> => [read(pool[0]), read(pool[1])];
  const own = <T>(read: (client: ClientDeclaration) => T): Pair<T> => [read(declared[0]), read(declared[1])];
  const environment = (list: "callbackUrls" | "logoutUrls", id: string, what: string) =>
    listChanges(
      { id: `${id}:${name}`, path: `environment.${path(list)}`, what },
      of((each) => each[list]),
    );
  const people = pool[1].kind === "user";
  return [
    ...lifetimes(client),
    ...secret(client),
    ...list(
      "clientScope",
      "scopes",
      "a scope that may be asked for",
      own((each) => each.scopes),
    ),
    ...environment("callbackUrls", "callbackUrl", "an address that sign-ins return to"),
    ...environment("logoutUrls", "logoutUrl", "an address that sign-outs return to"),
    ...(people
      ? [
          ...list(
            "signIn",
            "signIn",
            "a way to sign in",
            own(({ signIn = ["srp", "hosted"] }) => signIn),
          ),
          ...list(
            "identityProvider",
            "identityProviders",
            "an identity provider",
            own((each) => each.identityProviders ?? []),
          ),
          ...list(
            "writes",
            "writes",
            "an attribute that users may write",
            of((each) => each.writeAttributes),
          ),
          ...list(
            "reads",
            "reads",
            "an attribute that the client may read",
            of((each) => each.readAttributes),
          ),
        ]
      : []),
  ];
}

function lifetimes({ name, pool: [before, after] }: ClientChange): StructuralChange[] {
  return (["access", "id", "refresh"] as const).flatMap((token) => {
    // A machine has an access token and nothing else.
    if (token !== "access" && after.kind === "machine") return [];
    const member = `${token}TokenSeconds` as const;
    const path = pathOf("clients", name, "lifetimes", member);
    const what = `the lifetime of the ${token} token, in seconds`;
    return amountChange({ id: `lifetime:${token}:${name}`, path, what }, [
      before.lifetimes[member],
      after.lifetimes[member],
    ]);
  });
}

/** Without a secret anybody who knows the client's id can take its part. */
function secret({ name, declared, pool: [before, after] }: ClientChange): StructuralChange[] {
  if (before.generateSecret === after.generateSecret) return [];
  const of = {
    id: `clientSecret:${name}`,
    path: pathOf("clients", name, "kind"),
    what: "the secret of the client",
  };
  return [moved(after.generateSecret ? "narrowing" : "widening", of, [declared[0].kind, declared[1].kind])];
}

/** The attributes that a client's users may write before, or could. */
export function writableBefore(side: Side, attribute: string): string[] {
  const clients = [...side.clients.values()].filter(({ kind }) => kind === "user");
  return clients
    .filter(({ writeAttributes }) => without([attribute], writeAttributes).length === 0)
    .map(({ name }) => name)
    .sort();
}
