// Takes the screenshots of docs/images in a real VS Code, in the dark and the light theme:
// npm run screenshots [folder/name]. The workspace is a copy of the example in a git repository. The built-in compiler trains, so a python3 with
// torch and numpy is needed.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { launchBrowser } from '../test/vscode/browser.mjs';
import { openVscode } from '../test/vscode/host.mjs';
import { torchPython, useTorchPython } from '../test/vscode/torchPython.mjs';
import { writeArtifacts } from './example/artifacts.mjs';
import { writeManyRuns } from './example/manyRuns.mjs';
import { writeOtherTrackers } from './example/otherTrackers.mjs';
import { hostForTests } from './installVscodeHost.mjs';
import { buildExtension, Halt, main, root } from './project.mjs';

const settings = {
  'window.title': 'house-price',
  'workbench.layoutControl.enabled': false,
  'editor.minimap.enabled': false,
  'terminal.integrated.stickyScroll.enabled': false,
};

const themes = { dark: 'Default Dark Modern', light: 'Default Light Modern' };

const large = { viewport: { width: 1100, height: 720 }, settings: {} };

// `shows` names what is cleared before every other picture: the hover under the mouse, the notifications, or an open pick.
const shots = [
  { name: 'docs/images/drift', frame: large, run: drift },
  { name: 'docs/images/hover', frame: large, run: hover, shows: 'hover' },
  { name: 'docs/images/manifest', frame: large, run: manifestFinding },
  { name: 'docs/images/train', frame: large, run: train, shows: 'notifications' },
  { name: 'docs/images/compare', frame: large, run: compare },
  { name: 'docs/images/compare-narrow', frame: large, run: compareNarrow },
  { name: 'docs/images/reproduce', frame: large, run: reproduce },
  { name: 'docs/images/runs', frame: large, run: runsView, addFiles: writeArtifacts },
  { name: 'docs/images/explain', frame: large, run: explain, shows: 'pick' },
  { name: 'docs/images/history', frame: large, run: history, shows: 'pick' },
  { name: 'docs/images/table', frame: large, run: table, addFiles: writeManyRuns },
  { name: 'docs/images/table-narrow', frame: large, run: tableNarrow, addFiles: writeManyRuns },
  { name: 'docs/images/plots', frame: large, run: plots, addFiles: writeManyRuns },
  { name: 'docs/images/trackers', frame: large, run: trackers, addFiles: writeOtherTrackers },
  { name: 'docs/images/trackers-compare', frame: large, run: trackersCompare, addFiles: writeOtherTrackers },
  { name: 'docs/images/loss', frame: large, run: loss, addFiles: writeManyRuns },
];

await main(async () => {
  if (torchPython() === undefined)
    throw new Halt('There is no python3 with torch and numpy. KYNML_TEST_PYTHON names one.');
  const host = hostForTests();
  buildExtension();
  const names = process.argv.slice(2);
  const browser = await launchBrowser();
  try {
    for (const theme of Object.keys(themes))
      for (const shot of shots)
        if (names.length === 0 || names.some(name => shot.name.endsWith(name)))
          await take({ host, browser }, shot, theme);
  } finally {
    await browser.close();
  }
});

/**
 * @param {any} tools
 * @param {{ name: string, frame: any, run: (vscode: any) => Promise<void>, shows?: string, addFiles?: (folder: string) => void }} shot
 * @param {string} theme
 */
async function take(tools, { name, frame, run, shows, addFiles }, theme) {
  const themed = { ...settings, ...frame.settings, 'workbench.colorTheme': themes[theme] };
  const files = folder => {
    addFiles?.(folder);
    prepare(folder);
  };
  const vscode = await openVscode(tools, { settings: themed, viewport: frame.viewport, prepare: files });
  try {
    const { driver } = vscode;
    await driver.ready();
    await driver.command('View: Close All Editors');
    await clearNotifications(driver);
    await driver.leaveHover();
    await run(vscode);
    if (shows === undefined) await clearNotifications(driver);
    if (shows !== 'hover' && shows !== 'pick') await driver.leaveHover();
    await driver.screenshot(path.join(root, `${name}-${theme}.png`));
    console.log(`${name}-${theme}.png`);
  } finally {
    await vscode.close();
  }
}

// A new notification also marks the bell in the status bar.
async function clearNotifications(driver) {
  await driver.clearNotifications();
  await driver.hideNotifications();
}

function prepare(folder) {
  // A remote window reads these settings from the workspace, not from those of the user.
  useTorchPython(folder);
  writeFileSync(path.join(folder, '.gitignore'), '.vscode/\n.venv/\n');
  git(folder, 'init', '--quiet');
  commit(folder, 'House prices');
}

function commit(folder, message) {
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '--message', message);
}

function git(folder, ...args) {
  execFileSync('git', ['-c', 'user.name=A. Author', '-c', 'user.email=author@example.invalid', ...args], {
    cwd: folder,
  });
}

/** The number of the first line of a file that contains a text, from 1. */
function lineOf(folder, file, text) {
  const lines = readFileSync(path.join(folder, file), 'utf8').split('\n');
  return lines.findIndex(line => line.includes(text)) + 1;
}

function runs(folder) {
  return readdirSync(path.join(folder, 'runs')).sort();
}

async function drift({ driver, folder }) {
  await driver.openFile('house_price.kyn');
  await driver.lens('locked');
  await driver.replaceLine(lineOf(folder, 'house_price.kyn', 'lr = 0.01'), '    lr = 0.02');
  await driver.lens('drifted');
  await driver.problems();
}

async function hover({ driver }) {
  await driver.openFile('house_price.kyn');
  await driver.lens('locked');
  await driver.hoverText('prices', { expect: /CONFIG_HASH/ });
}

async function manifestFinding({ driver, folder }) {
  const [run] = runs(folder);
  await driver.openFile(`runs/${run}/run_manifest.json`);
  await driver.lens('made from');
  await driver.replaceLine(lineOf(folder, `runs/${run}/run_manifest.json`, '"seed"'), '  "seed": 42.0');
  await driver.waitForSquiggles('error', 1);
  await driver.problems();
}

async function train({ driver }) {
  await driver.openFile('house_price_wide.kyn');
  await driver.lens('Train');
  await driver.clickLens('Train');
  await driver.waitForTerminal('trained: mae', 60_000);
  await driver.notification('finished: mae');
}

async function compare({ driver, folder }) {
  await openComparison({ driver, folder });
  await driver.command('View: Close Primary Side Bar');
}

async function reproduce({ driver, folder }) {
  const [run] = runs(folder);
  await driver.openFile(`runs/${run}/run_manifest.json`);
  await driver.clickLens('Reproduce');
  await driver.webview().getByRole('heading', { name: 'Reproduced' }).first().waitFor({ timeout: 120_000 });
  await driver.command('View: Close Primary Side Bar');
}

async function runsView({ driver, folder, page }) {
  // The newest one is a sweep.
  const [first, , third] = runs(folder).filter(name => !name.endsWith('sweep'));
  for (const [run, name, tags] of [
    [third, 'twice as wide', 'draft'],
    [first, 'reference', 'paper'],
  ]) {
    await driver.openFile(`runs/${run}/run_manifest.json`);
    await driver.command('KynML: Name Run...');
    await driver.pickPrompt(/Name Run/);
    await driver.answerInput(name);
    await driver.command('KynML: Tag Run...');
    await driver.pickPrompt(/Tag Run/);
    await driver.answerInput(tags);
  }
  await driver.command('KynML: Set as Baseline');
  await driver.command('View: Close All Editors');
  await driver.openFile('house_price.kyn');
  await driver.lens('locked');
  await driver.replaceLine(lineOf(folder, 'house_price.kyn', 'lr = 0.01'), '    lr = 0.02');
  await driver.lens('drifted');
  await driver.showRuns();
  await driver.waitForRun('#paper');
  await widenSideBar(page, 590);
  await expandRuns(page);
}

/** Drags the border of the side bar to a place in CSS pixels from the left of the window. */
async function widenSideBar(page, to) {
  const { x, y, width } = await page.locator('.part.sidebar').boundingBox();
  await page.mouse.move(x + width, y + 300);
  await page.mouse.down();
  await page.mouse.move(to, y + 300, { steps: 5 });
  await page.mouse.up();
}

/** Expands all nodes of the view of runs. */
async function expandRuns(page) {
  const rows = page.locator('.tree-explorer-viewlet-tree-view .monaco-list-row');
  const closed = rows.filter({ has: page.locator('.monaco-tl-twistie.collapsed') });
  while ((await closed.count()) > 0) {
    const id = await closed.first().getAttribute('id');
    await closed.first().locator('.monaco-tl-twistie').click();
    await page.locator(`[id="${id}"] .monaco-tl-twistie:not(.collapsed)`).waitFor();
  }
}

async function explain({ driver, folder }) {
  await driver.openFile('house_price.kyn');
  await driver.lens('locked');
  await driver.replaceLine(lineOf(folder, 'house_price.kyn', 'epochs = 120'), '    epochs = 60');
  await driver.replaceLine(lineOf(folder, 'house_price.kyn', 'lr = 0.01'), '    lr = 0.02  # try');
  await driver.lens('drifted');
  await driver.command('KynML: Explain the Hash');
  await driver.pick('the locked version');
  await driver.pickRows('Restore the whole text');
}

// A commit trains for half as long and has a worse run, and the learning rate is changed after it.
async function history({ driver, folder }) {
  const spec = path.join(folder, 'house_price.kyn');
  const half = readFileSync(spec, 'utf8').replace('epochs = 120', 'epochs = 60');
  const [run] = runs(folder);
  const manifest = JSON.parse(readFileSync(path.join(folder, 'runs', run, 'run_manifest.json'), 'utf8'));
  const metrics = { ...manifest.metrics, mae: 18.2, r2: 0.93, rmse: 22.9 };
  const worse = { ...manifest, config_hash: createHash('sha256').update(half).digest('hex'), metrics };
  const runFolder = path.join(folder, 'runs', '2026-11-30_1_house_price');
  mkdirSync(runFolder);
  writeFileSync(path.join(runFolder, 'run_manifest.json'), JSON.stringify(worse, null, 2));
  writeFileSync(spec, half);
  commit(folder, 'Train for half as long');
  await driver.openFile('house_price.kyn');
  await driver.lens('drifted');
  await driver.replaceLine(lineOf(folder, 'house_price.kyn', 'lr = 0.01'), '    lr = 0.02');
  await driver.command('KynML: Spec History');
  await driver.pickRows('got worse');
}

async function openTable({ driver }) {
  await driver.command('View: Close Primary Side Bar');
  await driver.command('KynML: Show Runs as Table');
  const view = driver.webview();
  await view.locator('[data-cell="3:0"]').waitFor();
  return view;
}

function cellOf(view, row, column = -1) {
  return view.locator(`[data-cell="${row}:${column}"]`);
}

async function table({ driver }) {
  const view = await openTable({ driver });
  await view.getByRole('columnheader', { name: /^mae/ }).click();
  await cellOf(view, 4).click();
  await view.getByRole('button', { name: 'Set as baseline', exact: true }).click();
  await view.locator('.pinned .codicon-pinned').waitFor();
}

async function tableNarrow({ driver }) {
  await table({ driver });
  await driver.resize(420, 720);
}

async function plots({ driver }) {
  const view = await openTable({ driver });
  await view.getByRole('columnheader', { name: /^mae/ }).click();
  await view.getByRole('button', { name: 'Parallel', exact: true }).click();
  await cellOf(view, 0).click();
  for (const row of [1, 2]) await cellOf(view, row).click({ modifiers: ['Control'] });
  await view.locator('.lines-selected').waitFor();
}

async function loss({ driver }) {
  const view = await openTable({ driver });
  await view.getByRole('button', { name: 'Loss', exact: true }).click();
  // The newest runs are those of the example, whose losses were not recorded.
  await cellOf(view, 5).click();
  for (const row of [14, 22]) {
    await cellOf(view, row).scrollIntoViewIfNeeded();
    await cellOf(view, row).click({ modifiers: ['Control'] });
  }
  await view.locator('.curve-2').waitFor();
}

async function trackers({ driver }) {
  const view = await openTable({ driver });
  await view.getByRole('columnheader', { name: /^mae/ }).click();
  await cellOf(view, 0).click();
  await view.getByRole('button', { name: 'Compare all with it', exact: true }).click();
  await view.locator('.pinned').waitFor();
}

async function trackersCompare({ driver }) {
  await driver.command('View: Close Primary Side Bar');
  await driver.command('KynML: Compare Run Manifests');
  await driver.filterAndPick('boosted-deep');
  await driver.filterAndPick('p8q1m4zt');
  await driver.webview().locator('[class*=tone-]').first().waitFor();
}

async function compareNarrow({ driver, folder }) {
  await compare({ driver, folder });
  await driver.resize(420, 720);
}

async function openComparison({ driver, folder }) {
  const [first, , third] = runs(folder);
  await driver.openFile('house_price.kyn');
  await driver.lens('locked');
  await driver.command('KynML: Compare Run Manifests');
  await driver.filterAndPick(first);
  await driver.filterAndPick(third);
  await driver.webview().locator('text=Not comparable').first().waitFor();
}
