#!/usr/bin/env node
// A stand-in for the official command `kynml` in tests and screenshots: `train SPEC [--param k=v]...` and `validate SPEC`.
// It trains small dense networks only.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { importCore } from '../../scripts/core.mjs';
import { parseCsv } from './csv.mjs';
import { KynmlError } from './kynmlError.mjs';
import { dataHash, makeManifest, writeManifest } from './manifest.mjs';
import { planOf } from './plan.mjs';
import { readSpec } from './readSpec.mjs';
import { train } from './trainer.mjs';

const USAGE = 'usage: kynml train PATH [--param KEY=VALUE]...\n       kynml validate PATH\n';
const MANIFEST = 'run_manifest.json';

// The language core of the extension reads the spec.
const CORE = `
  export { parse } from './src-shared/kyn/syntax/parse';
  export { analyze } from './src-shared/kyn/analyze';
  export { compose } from './src-shared/kyn/names/compose';
  export { blocksOf, resolved } from './src-shared/kyn/names/scope';
  export { lineIndex, positionAt } from './src-shared/text/lineIndex';`;

const commands = {
  validate: async file => {
    readSpec(await importCore(CORE), file);
    printLine(`Valid KynML program: ${file}`);
  },
  train: async (file, overrides) => {
    const core = await importCore(CORE);
    const spec = readSpec(core, file);
    const plan = planOf(core, spec, overrides);
    const { dataFile, table } = readData(plan, spec);
    const seed = plan.seed ?? Math.floor(Math.random() * 2 ** 32);
    const metrics = train({ ...plan, seed }, table, progress(plan.epochs));
    writeManifest(MANIFEST, makeManifest({ specText: spec.text, dataFile, seed: plan.seed, metrics }));
    for (const [name, value] of Object.entries(metrics)) printLine(`${name} = ${value}`);
    printLine(`Wrote ${MANIFEST}`);
  },
};

const printLine = line => process.stdout.write(`${line}\n`);
const progress = epochs => (epoch, loss) => printLine(`epoch ${epoch}/${epochs} loss ${loss.toFixed(4)}`);

// As documented: the working folder first, then the folder of the spec.
function readData(plan, { file, text, lineOf }) {
  const reject = message => {
    throw new KynmlError({ file, line: lineOf(Math.max(0, text.indexOf(plan.csv))) }, message);
  };
  const candidates = [resolve(plan.csv), resolve(dirname(file), plan.csv)];
  const dataFile =
    candidates.find(path => dataHash(path) !== null) ?? reject(`dataset file '${plan.csv}' was not found`);
  const table = read(dataFile, reject);
  if (!table.columns.includes(plan.target)) reject(`'${plan.csv}' has no column '${plan.target}'`);
  const features = table.columns.length - 1;
  if (features !== plan.inputs) reject(`'${plan.csv}' has ${features} feature columns, the model takes ${plan.inputs}`);
  return { dataFile, table };
}

function read(dataFile, reject) {
  try {
    return parseCsv(readFileSync(dataFile, 'utf8'));
  } catch (error) {
    return reject(error.message);
  }
}

async function main() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { param: { type: 'string', multiple: true, default: [] } },
  });
  const [command, file, ...rest] = positionals;
  if (!Object.hasOwn(commands, command ?? '') || !file || rest.length > 0) return fail(USAGE, 2);
  const overrides = Object.fromEntries(
    values.param.map(p => [p.slice(0, p.indexOf('=')), p.slice(p.indexOf('=') + 1)]),
  );
  await commands[command](file, overrides);
}

function fail(message, code) {
  process.stderr.write(message);
  process.exitCode = code;
}

main().catch(error => {
  if (error instanceof KynmlError) fail(`${error}\n`, 1);
  else if (error.code?.startsWith('ERR_PARSE_ARGS')) fail(USAGE, 2);
  else throw error;
});
