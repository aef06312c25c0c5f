// Stage b: sequences that use VS Code as a person does, over its page. A file page/*.test.mjs exports `sequences`, a list of
// results of sequence(). Each has its own window, and two windows run side by side.
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { openVscode } from '../host.mjs';
import { keepEvidence } from '../results.mjs';
import { isChosen, runInWindow, runTwiceAtMost, stepNames, whyNotRun } from '../sequence.mjs';

const folder = path.join(import.meta.dirname, '..', 'page');
// A wait fails with its own message long before this limit, which stops a step that would never end.
const stepLimit = 600_000;
// A window mostly waits for responses, so two run at once; each has its own server and workspace.
const windowsAtOnce = Math.min(2, availableParallelism());
const sequencesToRepeat = 3;

/** Runs all sequences that `grep` selects; returns { passed, failed, notRun, flaky }: the reason for each step that did not run, and the names of runTwiceAtMost. */
export async function runPageStage({ host, browser, grep }) {
  const { waiting, broken } = await load(grep);
  const total = { passed: 0, failed: broken, notRun: [], flaky: [] };
  let repeated = 0;
  const mayRepeat = () => repeated++ < sequencesToRepeat;
  const worker = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const name = `${job.file}: ${job.sequence.name}`;
      const run = () => runSequence({ host, browser }, job);
      const { passed, failed, notRun = [], flaky = [] } = await runTwiceAtMost(run, { name, mayRepeat });
      total.passed += passed;
      total.failed += failed;
      total.notRun.push(...notRun);
      total.flaky.push(...flaky);
    }
  };
  await Promise.all(Array.from({ length: windowsAtOnce }, worker));
  if (total.passed + total.failed + total.notRun.length > 0 || grep) return total;
  console.log('  No page tests were found.');
  return { passed: 0, failed: 1 };
}

/** The selected sequences as jobs { file, sequence }, and the number of files that could not be read. */
async function load(grep) {
  const waiting = [];
  let broken = 0;
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.test.mjs')) continue;
    const file = path.basename(name, '.test.mjs');
    try {
      const { sequences } = await import(path.join(folder, name));
      if (!sequences?.length) throw new Error('The file exports no sequences.');
      for (const sequence of sequences) if (isChosen(file, sequence, grep)) waiting.push({ file, sequence });
    } catch (error) {
      console.log(`  FAIL ${file}: ${error.stack}`);
      broken++;
    }
  }
  return { waiting, broken };
}

function runSequence(tools, { file, sequence }) {
  const names = stepNames(file, sequence);
  const steps = sequence.steps.map((step, at) => ({ ...step, name: names[at] }));
  return runInWindow(steps, {
    missing: () => whyNotRun(sequence),
    open: () => openReady(tools, sequence.options),
    close: vscode => vscode.close(),
    runStep,
    reportNotRun: ({ name }, why) => console.log(`  FAIL ${name}\n       not run: ${why}`),
    reportFailure: (what, error) => console.log(`  FAIL ${file}: ${sequence.name}: ${what}\n${error.stack}`),
  });
}

async function openReady(tools, options) {
  const vscode = await openVscode(tools, options);
  try {
    await vscode.driver.ready();
    return vscode;
  } catch (error) {
    await vscode.close().catch(closeError => console.log(closeError.stack));
    throw error;
  }
}

/** A step that fails leaves a picture and the logs. */
async function runStep({ name, run }, vscode) {
  const start = Date.now();
  try {
    await withLimit(run(vscode));
    console.log(`  ok   ${name} (${Date.now() - start} ms)`);
    return true;
  } catch (error) {
    console.log(`  FAIL ${name}\n${error.stack}`);
    await keepEvidence(vscode, name).catch(evidenceError => console.log(evidenceError.stack));
    return false;
  }
}

async function withLimit(work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The step took longer than ${stepLimit / 1000} s.`)), stepLimit);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
