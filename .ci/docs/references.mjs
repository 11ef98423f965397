// Does everything exist that pages name: the targets of links, their anchors, paths of the repository?
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { readPage } from "./read-page.mjs";

/** What a build makes: it need not be there. */
const MADE = /(^|\/)(dist|node_modules|cdktf\.out|\.turbo)(\/|$)/;
const PATH = /^[\w.@*-]+(\/[\w.@*-]+)*\/?$/;
/** Folders that each package has: a path that begins so, in a README, is one of its package. */
const OF_PACKAGES = new Set(["src", "test", "examples", "golden", "server"]);

/**
 * What a page names that does not exist, one line each.
 *
 * @param {string} root the folder of the repository
 * @param {import("./read-page.mjs").Page} page
 * @returns {string[]}
 */
export function referenceProblems(root, page) {
  const links = page.links.flatMap(({ text, line }) => {
    const problem = linkProblem(root, page, text);
    return problem === undefined ? [] : [`${page.path}:${line}: ${problem}`];
  });
  const paths = page.spans.flatMap(({ text, line }) =>
    pathExists(root, page, text) ? [] : [`${page.path}:${line}: there is no ${text} in the repository`],
  );
  return [...links, ...paths];
}

function linkProblem(root, page, target) {
  if (/^[a-z]+:/.test(target)) {
    return target.startsWith("https:") ? undefined : `expected an https link, received ${target}`;
  }
  const [file, anchor] = target.split("#");
  const path = file === "" ? page.path : normalize(join(dirname(page.path), file));
  if (path.startsWith("..")) return `the link ${target} leaves the repository`;
  if (!existsSync(join(root, path))) return `the link ${target} leads to nothing`;
  if (anchor === undefined) return undefined;
  const anchors = anchorsOf(root, page, path);
  return anchors.has(anchor) ? undefined : `${path} has no heading #${anchor}`;
}

function anchorsOf(root, page, path) {
  if (path === page.path) return page.anchors;
  return path.endsWith(".md") ? readPage(root, path).anchors : new Set();
}

/** Whether a path in code is there; true for code that is none. */
function pathExists(root, { path }, text) {
  const [first, ...rest] = text.split("/");
  if (rest.length === 0 || !PATH.test(text) || MADE.test(text)) return true;
  if (topFolders(root).has(first)) return matches(root, text);
  if (OF_PACKAGES.has(first) && isOfPackage(root, path)) return matches(join(root, dirname(path)), text);
  return true;
}

/** The folders of the repository; hidden ones that hold files of it, too. */
function topFolders(root) {
  const ignored = new Set([".git", "node_modules", ".turbo"]);
  return new Set(readdirSync(root).filter((name) => !ignored.has(name) && isFolder(join(root, name))));
}

const isFolder = (path) => statSync(path).isDirectory();

/** A README beside a package.json; that of `stacks` speaks of several packages. */
const isOfPackage = (root, path) =>
  path.includes("/") && existsSync(join(root, dirname(path), "package.json"));

/** Whether something is at the path, in which `*` stands for a part of a name. */
function matches(folder, path) {
  const [first, ...rest] = path.split("/").filter((part) => part !== "");
  if (first === undefined) return true;
  if (!existsSync(folder) || !isFolder(folder)) return false;
  if (!first.includes("*")) {
    return (
      existsSync(join(folder, first)) && (rest.length === 0 || matches(join(folder, first), rest.join("/")))
    );
  }
  const name = new RegExp(`^${first.replaceAll(".", "\\.").replace(/\*+/g, ".*")}$`);
  const found = readdirSync(folder).filter((each) => name.test(each));
  return found.some((each) => rest.length === 0 || matches(join(folder, each), rest.join("/")));
}
