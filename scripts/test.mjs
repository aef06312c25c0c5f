// npm test: types, lint, unit tests, gates of speed and tests in a real VS Code. All stages run, even after a failure. Types and lint count as
// one test each, and a stage without tests fails. A test whose optional tool is missing counts as not run, with its reason.
// The last line is `N passed, N failed`.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './atOurEnd.mjs';
import { main, root } from './project.mjs';
import { countTests, failureLines, reasonLines, reasonsIn } from './unitReport.mjs';

const unitReport = path.join(temporaryFolder('test').folder, 'unit.json');
const bin = tool => path.join('node_modules', tool);

const stages = [
  { name: 'types', command: ['scripts/types.mjs'], count: asOneTest },
  { name: 'lint', command: [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'], count: asOneTest },
  {
    name: 'unit',
    command: [
      bin('vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${unitReport}`,
    ],
    count: fromUnitReport,
  },
  // Alone, because tests that run at the same time would disturb the measurements. It reads CPU times from /proc.
  ...(process.platform === 'linux' ? [{ name: 'speed', command: ['bench/gates.mjs'], count: fromLastLine }] : []),
  { name: 'vscode', command: ['test/vscode/run.mjs'], count: fromLastLine },
];

await main(async () => {
  const results = [];
  for (const stage of stages) results.push(await runStage(stage));
  return report(results);
});

async function runStage({ name, command, count }) {
  console.log(`\n=== ${name} ===`);
  const start = Date.now();
  const run = await runShown(command);
  const { passed, failed, notRun = [] } = count(run);
  // A tool can fail without a failing test (wrong configuration, crash), and succeed without running any.
  const hasOtherFailure = failed === 0 && (run.status !== 0 || passed === 0);
  return {
    name,
    passed,
    failed: hasOtherFailure ? 1 : failed,
    notRun,
    repeated: failureLines(run.text),
    seconds: (Date.now() - start) / 1000,
  };
}

/** Runs a tool of this repository, shows its output and returns { status, text }. */
function runShown(command) {
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  /** @type {[import('node:stream').Readable, NodeJS.WriteStream][]} */
  const streams = [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ];
  for (const [stream, target] of streams) {
    stream.on('data', piece => {
      text += piece;
      target.write(piece);
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', status => resolve({ status, text }));
  });
}

function asOneTest({ status }) {
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function fromUnitReport() {
  try {
    return countTests(JSON.parse(readFileSync(unitReport, 'utf8')));
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function fromLastLine({ text }) {
  const match = /^(\d+) passed, (\d+) failed$/.exec(text.trimEnd().split('\n').at(-1) ?? '');
  if (!match) return { passed: 0, failed: 1 };
  return { passed: Number(match[1]), failed: Number(match[2]), notRun: reasonsIn(text) };
}

function report(results) {
  const sum = column => results.reduce((total, result) => total + result[column], 0);
  const notRun = results.flatMap(result => result.notRun);
  const line = (name, ...columns) => name.padEnd(8) + columns.map(column => String(column).padStart(10)).join('');
  const row = ({ name, passed, failed, notRun, seconds }) =>
    line(name, passed, failed, notRun.length, `${seconds.toFixed(1)} s`);
  console.log(`\n${line('stage', 'passed', 'failed', 'not run', 'time')}`);
  for (const result of results) console.log(row(result));
  console.log(row({ name: 'all', passed: sum('passed'), failed: sum('failed'), notRun, seconds: sum('seconds') }));
  for (const reason of reasonLines(notRun)) console.log(reason);
  for (const failure of results.flatMap(result => result.repeated)) console.log(failure);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 ? 0 : 1;
}
