// Do the commands that pages show exist: scripts and packages of pnpm, commands and options of claimsmith?
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";

/** What pnpm does itself. */
const OF_PNPM = new Set(["install", "add", "audit", "pack", "exec", "run", "dlx", "up"]);
/** How one command of a line ends and the next begins. */
const BETWEEN = /\s*(?:&&|\|\||[;|])\s*/;

/**
 * Commands of a page that do not exist, one line each.
 *
 * @param {string} root the folder of the repository
 * @param {import("./read-page.mjs").Page} page
 * @param {ReturnType<typeof import("../workspace.mjs").workspacePackages>} packages
 * @returns {string[]}
 */
export function commandProblems(root, page, packages) {
  const world = { root, packages, rootManifest: manifestOf(root) };
  const inBlocks = page.blocks
    .filter(({ language }) => language === "sh")
    .flatMap(({ code, line }) => blockCommands(code, line));
  const inProse = page.spans
    .filter(({ text }) => /^(npx -y pnpm@12|pnpm|claimsmith) [^…]+$/.test(text))
    .map(({ text, line }) => ({ text, line, folder: undefined }));
  return [...inBlocks, ...inProse].flatMap(({ text, line, folder }) =>
    problemsOf(words(text), { ...world, folder }).map((problem) => `${page.path}:${line}: ${problem}`),
  );
}

/** The commands of a block, with the folder that `cd` led to: `undefined` before the first. */
function blockCommands(code, firstLine) {
  const commands = [];
  let folder;
  for (const [index, text] of code.entries()) {
    for (const each of text
      .replace(/(^|\s)#.*$/, "")
      .trim()
      .split(BETWEEN)) {
      const [, target] = /^cd (\S+)$/.exec(each) ?? [];
      if (target !== undefined) folder = normalize(join(folder ?? ".", target));
      else if (each !== "") commands.push({ text: each, line: firstLine + index, folder });
    }
  }
  return commands;
}

/** The words of a command, without the variables in front of it. */
function words(text) {
  const all = text.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? [];
  const start = all.findIndex((word) => !/^[A-Z_]+=/.test(word));
  return start === -1 ? [] : all.slice(start);
}

function problemsOf([program, ...rest], world) {
  if (program === "npx")
    return problemsOf(rest[0] === "-y" ? rest.slice(1) : rest, { ...world, byNpx: true });
  if (program === "pnpm" || /^pnpm@12$/.test(program ?? "")) return pnpmProblems(rest, world);
  if (program === "claimsmith") return claimsmithProblems(rest, world);
  if (program === ".ci/run") return existsSync(join(world.root, ".ci/run")) ? [] : ["there is no .ci/run"];
  return [];
}

function pnpmProblems(args, world) {
  const rest = [...args];
  let owner;
  while (rest[0]?.startsWith("-")) {
    const option = rest.shift();
    if (option !== "--filter" && option !== "-F") continue;
    const name = rest.shift();
    owner = world.packages.find(({ manifest }) => manifest.name === name);
    if (owner === undefined && name !== "@claimsmith/NAME") return [`there is no package ${name}`];
  }
  const [command, ...others] = rest;
  if (command === undefined) return [];
  if (command === "claimsmith") return claimsmithProblems(others, world);
  if (command === "exec")
    return hasProgram(others[0], world) ? [] : [`no package has the program ${others[0]}`];
  const script = command === "run" ? others[0] : command;
  if (command !== "run" && OF_PNPM.has(command)) return [];
  return hasScript(script, owner, world)
    ? []
    : [`${owner?.folder ?? "the repository"} has no script ${script}`];
}

/** A script of the package that is meant, or a program of the repository: pnpm runs either. */
function hasScript(script, owner, { root, folder, packages, rootManifest }) {
  if (owner !== undefined) return script in (owner.manifest.scripts ?? {});
  if (script in rootManifest.scripts || existsSync(join(root, "node_modules/.bin", script))) return true;
  const here = packages.filter((each) => folder === undefined || each.folder === folder);
  return here.some(({ manifest }) => script in (manifest.scripts ?? {}));
}

function hasProgram(name, { root, packages }) {
  const places = [".", ...packages.map(({ folder }) => folder)];
  return places.some((place) => existsSync(join(root, place, "node_modules/.bin", name)));
}

const manifestOf = (root) => JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

function claimsmithProblems([command, ...args], { root }) {
  if (command === undefined || command === "--help") return [];
  if (command.startsWith("-")) return [`expected a command of claimsmith, received ${command}`];
  if (!existsSync(join(root, `packages/cli/src/commands/${command}.ts`)) || command === "command")
    return [`claimsmith has no command ${command}`];
  const known = optionsOf(root, command);
  return args
    .filter((word) => word.startsWith("--") && word !== "--")
    .map((word) => word.split("=")[0])
    .filter((option) => !known.has(option))
    .map((option) => `claimsmith ${command} has no option ${option}`);
}

const asked = new Map();

/** The options of a command, as its own help names them. */
function optionsOf(root, command) {
  const key = `${root} ${command}`;
  if (!asked.has(key)) {
    const cli = join(root, "packages/cli/from-source.mjs");
    const help = execFileSync(process.execPath, ["--conditions=@claimsmith/source", cli, command, "--help"], {
      encoding: "utf8",
    });
    asked.set(key, new Set(["--config", "--help", ...(help.match(/--[a-z-]+/g) ?? [])]));
  }
  return asked.get(key);
}
