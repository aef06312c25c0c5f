// Stage b: sequences that use VS Code as a person does, over its page. A file page/*.test.mjs exports `sequences`, a list of what
// sequence() gives; each has a window of its own, and two windows run side by side.
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { openVscode } from '../host.mjs';
import { keepEvidence } from '../results.mjs';
import { isChosen, runSteps, stepNames } from '../sequence.mjs';

const folder = path.join(import.meta.dirname, '..', 'page');
// A wait ends with a message of its own long before this; it is for a step that never ends otherwise.
const stepLimit = 600_000;
// A window mostly waits for its answers, so two of them share the cores well; each has its own server and workspace.
const windowsAtOnce = Math.min(2, availableParallelism());

/** Runs all sequences that `grep` chooses; gives { passed, failed }. */
export async function runPageStage({ host, browser, grep }) {
  const { waiting, broken } = await load(grep);
  const total = { passed: 0, failed: broken };
  const worker = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const { passed, failed } = await runSequence({ host, browser }, job);
      total.passed += passed;
      total.failed += failed;
    }
  };
  await Promise.all(Array.from({ length: windowsAtOnce }, worker));
  if (total.passed + total.failed > 0 || grep) return total;
  console.log('  No page tests were found.');
  return { passed: 0, failed: 1 };
}

/** The chosen sequences as jobs { file, sequence }, and how many files could not be read. */
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

async function runSequence(tools, { file, sequence }) {
  const names = stepNames(file, sequence);
  const steps = sequence.steps.map((step, at) => ({ ...step, name: names[at] }));
  try {
    return await inWindow(tools, sequence.options, vscode =>
      runSteps(steps, {
        runStep: step => runStep(vscode, step),
        report: (step, stopped) => notRun(step, `the sequence stopped at its first failure: ${stopped.name}`),
      }),
    );
  } catch (error) {
    console.log(`  FAIL ${file}: ${sequence.name}: the window did not open or close\n${error.stack}`);
    for (const step of steps) notRun(step, 'there was no window for it');
    return { passed: 0, failed: steps.length };
  }
}

async function inWindow(tools, options, work) {
  const vscode = await openVscode(tools, options);
  try {
    await vscode.driver.ready();
    return await work(vscode);
  } finally {
    await vscode.close();
  }
}

/** A step that fails leaves a picture and the logs. */
async function runStep(vscode, { name, run, limit = stepLimit }) {
  const start = Date.now();
  try {
    await withLimit(run(vscode), limit);
    console.log(`  ok   ${name} (${Date.now() - start} ms)`);
    return true;
  } catch (error) {
    console.log(`  FAIL ${name}\n${error.stack}`);
    await keepEvidence(vscode, name);
    return false;
  }
}

const notRun = ({ name }, why) => console.log(`  FAIL ${name}\n       not run: ${why}`);

async function withLimit(work, limit) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The step took longer than ${limit / 1000} s.`)), limit);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
