// npm run test:vscode: installs the VS Code of the tests where needed and builds the package of the extension, then runs three stages:
//   a  suite/ and vsix/ inside the extension host, with the installed package, and answered/      b  every page/*.test.mjs over the page
//   c  the installed package in the oldest supported VS Code
// `node test/vscode/run.mjs a c` or ONLY=a,c chooses stages, GREP=text keeps the tests whose printed name holds the text, which
// begins with the name of the file (GREP=training:); of the page, whole sequences. VERBOSE=1 shows the console of VS Code. What
// failed leaves its picture and logs in test-results/. The last line is `N passed, N failed`; before it, `N not run: REASON` for missing tools
// and `flaky: NAME` for each sequence that passed only when it was repeated.
import { rmSync } from 'node:fs';
import { hostForTests } from '../../scripts/installVscodeHost.mjs';
import { makePackage } from '../../scripts/package.mjs';
import { Halt, main } from '../../scripts/project.mjs';
import { reasonLines } from '../../scripts/unitReport.mjs';
import { launchBrowser } from './browser.mjs';
import { resultsDir } from './results.mjs';
import { flakyLines } from './sequence.mjs';
import { runExtensionHostStage } from './stages/extensionHost.mjs';
import { runOldestStage } from './stages/oldest.mjs';
import { runPageStage } from './stages/page.mjs';

const stages = [
  { key: 'a', title: 'inside the extension host', run: runExtensionHostStage },
  { key: 'b', title: 'through the page', run: runPageStage },
  { key: 'c', title: 'the installed package in the oldest VS Code', run: runOldestStage },
];

await main(async () => {
  const chosen = chooseStages([...process.argv.slice(2), ...(process.env.ONLY ?? '').split(',')].filter(Boolean));
  rmSync(resultsDir, { recursive: true, force: true });
  const host = hostForTests();
  console.log(`VS Code ${host.version}`);
  makePackage();
  const results = await runStages(chosen, host);
  return summarise(results);
});

function chooseStages(keys) {
  const unknown = keys.filter(key => !stages.some(stage => stage.key === key));
  if (unknown.length > 0) throw new Halt(`Unknown stage ${unknown.join(', ')}; the stages are a, b and c.`);
  return keys.length === 0 ? stages : stages.filter(stage => keys.includes(stage.key));
}

/** All stages share one browser. A stage that throws counts as one failure, and the others still run. */
async function runStages(chosen, host) {
  const browser = await launchBrowser();
  const results = [];
  try {
    for (const stage of chosen) results.push(await runStage(stage, { host, browser, grep: process.env.GREP ?? '' }));
  } finally {
    await browser.close();
  }
  return results;
}

async function runStage({ key, title, run }, context) {
  console.log(`\n${key}  ${title}`);
  const start = Date.now();
  const result = await run(context).catch(error => {
    console.log(error instanceof Halt ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.log(`${key}  ${result.passed} passed, ${result.failed} failed (${seconds} s)`);
  return result;
}

/** With GREP a stage may run no test, but all stages together must run at least one. */
function summarise(results) {
  const sum = name => results.reduce((total, result) => total + result[name], 0);
  const notRun = results.flatMap(result => result.notRun ?? []);
  const nothingRan = sum('passed') + sum('failed') + notRun.length === 0;
  if (nothingRan) console.log('\nNo test ran.');
  const failed = nothingRan ? 1 : sum('failed');
  for (const line of [...reasonLines(notRun), ...flakyLines(results.flatMap(result => result.flaky ?? []))])
    console.log(`\n${line}`);
  console.log(`\n${sum('passed')} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
