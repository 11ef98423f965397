// Is what the pages say true? Their TypeScript is compiled and, where they say so, run; links, paths, anchors and commands must exist.
//
// A block of TypeScript is a module by itself, unless a comment right above it says otherwise:
//   <!-- ts: runs -->            it is run; a block of text right below it is what it prints (… for lines left out); one with `it` from vitest is a test
//   <!-- ts: continues -->       it goes on where the block before ended
//   <!-- ts: file contract.ts --> it is that file, which the others of the page may import; with its text in the comment it is not shown
//   <!-- ts: part of PATH -->    its lines stand in that file of the repository, … for what is left out
//   <!-- ts: after               what follows in the comment, up to its end, stands before it and is not shown
// `runs` may follow another word: `<!-- ts: continues, runs -->`.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { commandProblems } from "./docs/commands.mjs";
import { modulesOf } from "./docs/modules.mjs";
import { moduleProblems } from "./docs/project.mjs";
import { readPage } from "./docs/read-page.mjs";
import { referenceProblems } from "./docs/references.mjs";
import { workspacePackages } from "./workspace.mjs";

/**
 * All that is not true of pages, one line each; none where all is well.
 *
 * @param {string} root the folder of the repository
 * @param {readonly string[]} paths the pages, relative to `root`
 * @returns {string[]}
 */
export function documentProblems(root, paths) {
  const packages = workspacePackages(root);
  const pages = paths.map((path) => readPage(root, path));
  const read = pages.map((page) => modulesOf(root, page));
  return [
    ...pages.flatMap((page) => referenceProblems(root, page)),
    ...pages.flatMap((page) => commandProblems(root, page, packages)),
    ...read.flatMap(({ problems }) => problems),
    ...moduleProblems(
      root,
      read.flatMap(({ modules }) => modules),
      packages,
    ),
  ];
}

/** Every page of the repository, also new ones; CHANGELOGs and changesets speak of other days. */
function pagesOf(root) {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
    cwd: root,
    encoding: "utf8",
  });
  return listed
    .split("\n")
    .filter((path) => path !== "" && existsSync(join(root, path)))
    .filter((path) => !/(^|\/)(CHANGELOG\.md$|\.changeset\/|golden\/|test\/)/.test(path))
    .sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const named = process.argv.slice(2);
  const paths = named.length > 0 ? named : pagesOf(root);
  const problems = documentProblems(root, paths);
  for (const problem of problems) console.error(problem);
  console.log(
    problems.length === 0
      ? `${paths.length} pages hold`
      : `${problems.length} things on ${paths.length} pages do not hold`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}
