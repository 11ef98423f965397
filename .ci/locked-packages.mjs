// Which packages does the lockfile install on every platform, and which are made for one?
import { loadAll } from "js-yaml";

/**
 * @param {string} text of pnpm-lock.yaml
 * @returns {{ everywhere: Set<string>, onePlatform: Set<string> }} names like `zod@4.6.7`. `onePlatform`: the lockfile limits them by `os`,
 *   `cpu` or `libc`. What only these depend on is in neither: whether it is installed depends on the machine.
 */
export function lockedPackages(text) {
  const { importers, packages, snapshots } = loadAll(text).at(-1);
  const onePlatform = new Set(Object.keys(packages).filter((name) => isLimited(packages[name])));
  const everywhere = new Set();
  const visited = new Set();
  const visit = (key) => {
    const name = key.replace(/\(.*$/, "");
    if (onePlatform.has(name) || visited.has(key)) return;
    visited.add(key);
    everywhere.add(name);
    for (const each of dependenciesOf(snapshots[key], snapshots)) visit(each);
  };
  for (const importer of Object.values(importers)) {
    for (const key of dependenciesOf(importer, snapshots)) visit(key);
  }
  return { everywhere, onePlatform };
}

function isLimited({ os, cpu, libc }) {
  return (os ?? cpu ?? libc) !== undefined;
}

/** Keys of snapshots. A version that is a key itself is an alias; one that is none, like `link:../x`, is of the workspace. */
function dependenciesOf({ dependencies, devDependencies, optionalDependencies }, snapshots) {
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).flatMap(
    ([name, each]) => {
      const version = each.version ?? each;
      return [version, `${name}@${version}`].filter((key) => Object.hasOwn(snapshots, key));
    },
  );
}
