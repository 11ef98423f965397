// How much does the first load of the built page weigh? Run by `build`; fails where it is over the budget.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const DIST = fileURLToPath(new URL("dist/", import.meta.url));
/** 1 kB is 1,000 bytes. */
const BUDGET_BYTES = 250_000;
/** What the page fetches at once after its first load: the form, whose code is Amplify's. */
const AMPLIFY_ENTRY = "src/session/amplify/amplify-sign-in.tsx";

/** A row of Vite's manifest. (Vite: Backend Integration) */
interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}

type Manifest = Readonly<Record<string, Chunk>>;

/** The files of a chunk and of all that it imports statically. */
function filesOf(manifest: Manifest, name: string, found = new Set<string>()): Set<string> {
  const chunk = manifest[name];
  if (chunk === undefined) throw new Error(`expected ${name} in the manifest`);
  if (found.has(chunk.file)) return found;
  for (const file of [chunk.file, ...(chunk.css ?? [])]) found.add(file);
  for (const imported of chunk.imports ?? []) filesOf(manifest, imported, found);
  return found;
}

async function gzippedBytes(files: Iterable<string>): Promise<number> {
  const sizes = await Promise.all(
    [...files].map(async (file) => gzipSync(await readFile(DIST + file)).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

const kB = (bytes: number) => `${(bytes / 1_000).toFixed(1)} kB gzip`;

const manifest: Manifest = JSON.parse(await readFile(`${DIST}.vite/manifest.json`, "utf8"));
const first = filesOf(manifest, "index.html").add("index.html");
const amplify = [...filesOf(manifest, AMPLIFY_ENTRY)].filter((file) => !first.has(file));
const firstBytes = await gzippedBytes(first);
console.log(`first load: ${kB(firstBytes)} in ${first.size} files, of ${kB(BUDGET_BYTES)} at most`);
console.log(
  `Amplify's share, loaded after it: ${kB(await gzippedBytes(amplify))} in ${amplify.length} files`,
);
// vite.config.ts names every file with code of Amplify so: none of them may hide in the first load.
const mixed = [...first].filter((file) => file.startsWith("assets/amplify-"));
for (const file of mixed) console.log(`expected no code of Amplify in the first load: ${file}`);
if (firstBytes > BUDGET_BYTES || mixed.length > 0) process.exitCode = 1;
