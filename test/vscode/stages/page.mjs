// Stage b: cases that use VS Code as a person does, over its page. A file page/*.test.mjs exports `cases`, a list of
// { name, run(vscode), limit? }, which share one window in the order of the list, and may export `options` for openVscode. Files run side by side.
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { openVscode } from '../host.mjs';
import { keepEvidence } from '../results.mjs';

const folder = path.join(import.meta.dirname, '..', 'page');
const caseLimit = 60_000;
// A window mostly waits for responses, so two run at once; each has its own server and workspace.
const windowsAtOnce = Math.min(2, availableParallelism());

/** Runs all page tests whose name contains `grep`; returns { passed, failed }. */
export async function runPageStage({ host, browser, grep }) {
  const total = { passed: 0, failed: 0 };
  const waiting = readdirSync(folder)
    .filter(name => name.endsWith('.test.mjs'))
    .sort();
  const worker = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      const result = await runFile({ host, browser }, { file, grep }).catch(error => broken(file, error));
      total.passed += result.passed;
      total.failed += result.failed;
    }
  };
  await Promise.all(Array.from({ length: windowsAtOnce }, worker));
  if (total.passed + total.failed > 0 || grep) return total;
  console.log('  No page tests were found.');
  return { passed: 0, failed: 1 };
}

/** A window that does not open is a failure of its file only. */
function broken(file, error) {
  console.log(`  FAIL ${file}: ${error.stack}`);
  return { passed: 0, failed: 1 };
}

async function runFile(tools, { file, grep }) {
  const title = path.basename(file, '.test.mjs');
  const { cases, options } = await import(path.join(folder, file));
  const chosen = (cases ?? []).filter(({ name }) => `${title}: ${name}`.includes(grep));
  if (chosen.length === 0) return emptyFile(title, grep);
  const outcome = await openAndRun(tools, { title, cases: chosen, options });
  return { passed: outcome.filter(Boolean).length, failed: outcome.filter(passed => !passed).length };
}

function emptyFile(title, grep) {
  if (grep) return { passed: 0, failed: 0 };
  console.log(`  FAIL ${title}: the file exports no cases`);
  return { passed: 0, failed: 1 };
}

async function openAndRun(tools, { title, cases, options }) {
  const vscode = await openVscode(tools, options);
  try {
    await vscode.driver.ready();
    const outcome = [];
    for (const one of cases) outcome.push(await runCase(vscode, { title, ...one }));
    return outcome;
  } finally {
    await vscode.close();
  }
}

/** A failing case leaves a picture and the logs, and its open menus are closed for the next one. */
async function runCase(vscode, { title, name, run, limit = caseLimit }) {
  const start = Date.now();
  try {
    await withLimit(run(vscode), limit);
    console.log(`  ok   ${title}: ${name} (${Date.now() - start} ms)`);
    return true;
  } catch (error) {
    console.log(`  FAIL ${title}: ${name}\n${error.stack}`);
    await keepEvidence(vscode, `${title}-${name}`);
    for (let menu = 0; menu < 3; menu++) await vscode.page.keyboard.press('Escape').catch(() => {});
    return false;
  }
}

async function withLimit(work, limit) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The case took longer than ${limit / 1000} s.`)), limit);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
