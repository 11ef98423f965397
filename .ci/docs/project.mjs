// Do the modules of the pages compile against the workspace, and print what the pages say?
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** What the compiler says of names that are never read. Examples may have such, but not as imports. */
const UNUSED = new Set(["TS6133", "TS6192", "TS6196", "TS6198"]);
const IMPORT = /^\s*(import\b|(type )?[\w$]+,?$)/;
const RUN_TIMEOUT_MS = 120_000;

/**
 * What is wrong with modules, one line each with the place on the page. They are written to a project of their own, in which every package
 * of the workspace, and what these depend on, is found by its name.
 *
 * @param {string} root the folder of the repository
 * @param {import("./modules.mjs").Module[]} modules
 * @param {ReturnType<typeof import("../workspace.mjs").workspacePackages>} packages
 * @returns {string[]}
 */
export function moduleProblems(root, modules, packages) {
  if (modules.length === 0) return [];
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "claimsmith-docs-")));
  try {
    linkPackages(root, join(folder, "node_modules"), packages);
    const written = writeModules(folder, modules);
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(projectOf(root)));
    const problems = compileProblems(root, folder, written);
    return problems.length > 0 ? problems : runProblems(root, folder, written);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function projectOf(root) {
  return {
    extends: join(root, "tsconfig.base.json"),
    compilerOptions: { types: ["node"], declaration: false },
    include: ["pages"],
  };
}

/** One version of each dependency is in the repository, so whoever has it gives it. */
function linkPackages(root, target, packages) {
  const link = (name, path) => {
    const at = join(target, name);
    mkdirSync(dirname(at), { recursive: true });
    if (!existsSync(at)) symlinkSync(realpathSync(path), at);
  };
  for (const { folder, manifest } of packages) link(manifest.name, join(root, folder));
  for (const place of ["", ...packages.map(({ folder }) => folder)]) {
    const modules = join(root, place, "node_modules");
    for (const name of installedNames(modules)) link(name, join(modules, name));
  }
}

function installedNames(modules) {
  if (!existsSync(modules)) return [];
  return readdirSync(modules)
    .filter((name) => !name.startsWith("."))
    .flatMap((name) =>
      name.startsWith("@") ? readdirSync(join(modules, name)).map((each) => `${name}/${each}`) : [name],
    );
}

/** The modules by the path of their file, relative to the project. Those for vitest are named as it wants them. */
function writeModules(folder, modules) {
  const written = new Map();
  for (const module of modules) {
    const isTest = module.runs && module.code.some((line) => line.endsWith('from "vitest";'));
    const name = isTest ? module.name.replace(/\.ts$/, ".test.ts") : module.name;
    const path = join("pages", module.page.replace(/\.md$/, "").replaceAll(/[^\w-]/g, "-"), name);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${module.code.join("\n")}\n`);
    written.set(path, { ...module, isTest });
  }
  return written;
}

function compileProblems(root, folder, written) {
  const { status, stdout, stderr } = run(
    join(root, "node_modules/.bin/tsc"),
    ["-p", folder, "--pretty", "false"],
    folder,
  );
  const hasEnded = status === 0 || (status !== null && stdout !== "");
  if (!hasEnded) return [`the compiler did not do its work, it ended with ${status}: ${stderr.trim()}`];
  return stdout.split("\n").flatMap((text) => {
    const [, path, line, code, message] = /^(\S+?)\((\d+),\d+\): error (TS\d+): (.*)$/.exec(text) ?? [];
    if (path === undefined) return /^(\S+ )?error /.test(text) ? [text] : [];
    const module = written.get(path);
    if (module === undefined) return [text];
    if (UNUSED.has(code) && !IMPORT.test(module.code[line - 1] ?? "")) return [];
    return [`${module.page}:${module.lines[line - 1] ?? module.lines.at(-1)}: ${code}: ${message}`];
  });
}

function runProblems(root, folder, written) {
  const toRun = [...written].filter(([, { runs }]) => runs);
  const tests = toRun.filter(([, { isTest }]) => isTest);
  const programs = toRun.filter(([, { isTest }]) => !isTest);
  return [...programProblems(folder, programs), ...testProblems(root, folder, tests)];
}

/** Runs each module in a process of its own; what it prints is held against what stands below it. */
function programProblems(folder, programs) {
  const tsx = import.meta.resolve("tsx");
  return programs.flatMap(([path, { page, lines, printed }]) => {
    const args = ["--conditions=@claimsmith/source", "--import", tsx, join(folder, path)];
    const { status, stdout, stderr } = run(process.execPath, args, dirname(join(folder, path)));
    const at = `${page}:${lines[0]}`;
    if (status !== 0) return [`${at}: ended with ${status}: ${stderr.trim()}`];
    if (printed === undefined) return [];
    return hasParts(stdout, printed)
      ? []
      : [`${at}: printed something else than stands below it:\n${stdout}`];
  });
}

/** Whether a text is what was said; `…` alone in a line stands for lines that are left out. */
function hasParts(text, said) {
  const parts = said.join("\n").split(/^ *…$/m);
  if (parts.length === 1) return text.trim() === parts[0].trim();
  let rest = text;
  return parts.every((part) => {
    const at = rest.indexOf(part.trim());
    rest = rest.slice(at + part.trim().length);
    return at >= 0;
  });
}

function testProblems(root, folder, tests) {
  if (tests.length === 0) return [];
  const config = join(folder, "vitest.config.ts");
  const conditions = '["@claimsmith/source", "node"]';
  writeFileSync(
    config,
    `export default { resolve: { conditions: ${conditions} }, ssr: { resolve: { conditions: ${conditions}, externalConditions: ${conditions} } } };\n`,
  );
  const args = ["run", "--root", folder, "--config", config, "--reporter", "dot"];
  const { status, stdout, stderr } = run(join(root, "node_modules/.bin/vitest"), args, folder);
  const pages = [...new Set(tests.map(([, { page }]) => page))].join(", ");
  return status === 0 ? [] : [`${pages}: the tests fail:\n${stdout}${stderr}`];
}

function run(command, args, cwd) {
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" };
  return spawnSync(command, args, { cwd, env, encoding: "utf8", timeout: RUN_TIMEOUT_MS, maxBuffer: 64e6 });
}
