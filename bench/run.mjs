// Benchmarks KynML: `npm run bench -- [--only=PART,...] [--quick] [--no-build]`. See bench/README.md.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { temporaryFolder } from '../scripts/atOurEnd.mjs';
import { buildExtension, Halt, main, root } from '../scripts/project.mjs';
import { isolate } from './isolate.mjs';
import { parts } from './parts/index.mjs';
import { partText } from './partText.mjs';
import { load, machine, writeResults } from './resultFile.mjs';

await main(async () => {
  const { only, quick, 'no-build': noBuild } = options();
  if (!noBuild) buildExtension(['--production']);
  const { node, cores, cpu } = machine();
  console.log(`Node ${node}, ${cores} cores (${cpu})`);
  isolate();
  for (const name of only) {
    const result = await runPart(name, quick);
    console.log(`\n${partText(parts[name].title, result)}`);
    if (!quick) console.log(`Written to ${path.relative(root, writeResults({ [name]: result }, Object.keys(parts)))}`);
  }
});

// Each part has its own folder, so that one with many files does not slow down the next.
async function runPart(name, quick) {
  const { folder, remove } = temporaryFolder('bench');
  const emptyScript = path.join(folder, 'empty.cjs');
  writeFileSync(emptyScript, '');
  const notes = [];
  const date = `${new Date().toISOString().slice(0, 16)}Z`;
  const before = load();
  const rows = await parts[name].run({ folder, quick, emptyScript, note: text => notes.push(text) });
  remove();
  return { date, load: [before, load()], rows, ...(notes.length > 0 && { notes }) };
}

function options() {
  const names = Object.keys(parts);
  try {
    const { values } = parseArgs({
      options: { only: { type: 'string' }, quick: { type: 'boolean' }, 'no-build': { type: 'boolean' } },
    });
    const only = values.only?.split(',') ?? names;
    if (only.every(name => Object.hasOwn(parts, name))) return { ...values, only };
  } catch {
    // Print the usage, as for an unknown part.
  }
  throw new Halt(`Usage: node bench/run.mjs [--only=PART,...] [--quick] [--no-build]\nParts: ${names.join(', ')}`);
}
