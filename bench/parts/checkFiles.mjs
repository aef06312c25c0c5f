// Throughput of `kyn check`: manifests relative to ajv with the generated schema, and specs in a second.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../../scripts/project.mjs';
import { writeManifests, writeSpecs } from '../makeRuns.mjs';
import { timeInTurns } from '../processes.mjs';
import { cpuRatio, row, timesOf } from '../rows.mjs';
import { fastest } from '../statistics.mjs';

const schema = path.join(root, 'schemas/kynml-run-manifest.schema.json');

/** Checks of a folder. The peers are optional: `ajv` of node_modules, and ajv-cli, whose main file AJV_CLI names if it is not in node_modules. */
export const checkFiles = {
  title: 'Checks of many files: CPU time of manifests relative to ajv, specs in a second',
  async run({ folder, quick, note }) {
    const count = quick ? 1000 : 10_000;
    const cwd = path.join(folder, 'manifests');
    writeManifests(cwd, count);
    const ajv = ajvCommands(folder, note);
    const times = await timeInTurns({ 'kyn check': checkCommand(cwd), ...ajv }, quick ? 3 : 5, { cwd });
    const rows = Object.keys(ajv).map(name => ajvRow(count, times, name));
    return [...rows, await specsRow(folder, quick)];
  },
};

/** The command that checks a folder. */
export const checkCommand = folder => ['node', path.join(root, 'dist/kyn.js'), 'check', folder];

const ajvRow = (count, times, name) =>
  cpuRatio(
    {
      id: `check-manifests-${name.replaceAll(' ', '-')}`,
      title: `${count.toLocaleString('en')} manifests, to ${name}`,
      ...(name === 'ajv-cli' && {
        goal: { atMost: 1 },
        summary: `\`kyn check\` of ${count.toLocaleString('en')} manifests / ${name}`,
      }),
    },
    times['kyn check'],
    times[name],
  );

async function specsRow(folder, quick) {
  const count = quick ? 500 : 5000;
  const cwd = path.join(folder, 'specs');
  writeSpecs(cwd, count);
  const times = (await timeInTurns({ 'kyn check': checkCommand(cwd) }, 3, { cwd }))['kyn check'];
  return row({
    id: 'check-specs',
    title: `${count.toLocaleString('en')} specs`,
    unit: 'per second',
    value: Math.round((count / fastest(times.wall)) * 1000),
    goal: { atLeast: 6000 },
    summary: `\`kyn check\` of ${count.toLocaleString('en')} specs`,
    figures: { 'kyn check': timesOf(times) },
  });
}

function ajvCommands(folder, note) {
  const commands = {};
  const cli = resolved('ajv-cli/dist/index.js') ?? process.env.AJV_CLI;
  // The draft of the schema.
  const ajv = resolved('ajv/dist/2020');
  if (ajv) commands['an ajv script'] = ['node', writeScript(folder, ajv), schema];
  else note('ajv is not installed: no comparison with an ajv script.');
  const args = ['validate', '--spec=draft2020', '-s', schema, '-d', 'runs/**/run_manifest.json'];
  if (cli) commands['ajv-cli'] = ['node', cli, ...args];
  else note('ajv-cli is not installed, and AJV_CLI does not name it: no comparison with ajv-cli.');
  return commands;
}

function resolved(name) {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch {
    return undefined;
  }
}

function writeScript(folder, ajv) {
  const file = path.join(folder, 'ajvScript.cjs');
  writeFileSync(file, `const Ajv = require(${JSON.stringify(ajv)}).default;\n${ajvScript}`);
  return file;
}

const ajvScript = `const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const validate = new Ajv({ allErrors: true, strict: false }).compile(JSON.parse(readFileSync(process.argv[2], 'utf8')));
let invalid = 0;
for (const entry of readdirSync('.', { recursive: true, withFileTypes: true })) {
  if (entry.name !== 'run_manifest.json') continue;
  if (!validate(JSON.parse(readFileSync(join(entry.parentPath ?? entry.path, entry.name), 'utf8')))) invalid++;
}
if (invalid > 0) throw new Error(invalid + ' files are invalid.');
`;

/** A script that only reads and parses the manifests below the working folder: a peer that needs no package. */
export function writeParseScript(folder) {
  const file = path.join(folder, 'parseScript.cjs');
  writeFileSync(
    file,
    ajvScript.replace(/^const validate = .*$/m, 'const validate = value => typeof value === "object";'),
  );
  return file;
}
