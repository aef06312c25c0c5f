// Takes the pictures of docs/images from the real VS Code with this extension, in the dark and the light theme: npm run screenshots [name].
// The workspace is a copy of the example in a git repository, with the stand-in for kynml on it, so every state is a real one.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { launchBrowser } from '../test/vscode/browser.mjs';
import { openVscode } from '../test/vscode/host.mjs';
import { hostForTests } from './installVscodeHost.mjs';
import { buildExtension, main, root } from './project.mjs';

const images = path.join(root, 'docs', 'images');
const standIn = path.join(root, 'scripts', 'example', 'standInKynml.mjs');
const settings = {
  'window.title': 'house-price',
  'workbench.layoutControl.enabled': false,
  'editor.minimap.enabled': false,
  'terminal.integrated.stickyScroll.enabled': false,
};

const themes = { dark: 'Default Dark Modern', light: 'Default Light Modern' };

const shots = [
  { name: 'drift', run: drift },
  { name: 'hover', run: hover },
  { name: 'manifest', run: manifestFinding },
  { name: 'train', run: train },
  { name: 'compare', run: compare },
  { name: 'compare-narrow', run: compareNarrow },
];

await main(async () => {
  const host = hostForTests();
  buildExtension();
  const wanted = process.argv.slice(2);
  const browser = await launchBrowser();
  try {
    for (const theme of Object.keys(themes))
      for (const shot of shots)
        if (wanted.length === 0 || wanted.includes(shot.name)) await take({ host, browser }, shot, theme);
  } finally {
    await browser.close();
  }
});

async function take(tools, { name, run }, theme) {
  const viewport = { width: 1100, height: 720 };
  const themed = { ...settings, 'workbench.colorTheme': themes[theme] };
  const vscode = await openVscode(tools, { settings: themed, viewport, prepare });
  try {
    const { driver } = vscode;
    await driver.ready();
    await run(vscode);
    await driver.screenshot(path.join(images, `${name}-${theme}.png`));
    console.log(`docs/images/${name}-${theme}.png`);
  } finally {
    await vscode.close();
  }
}

function prepare(folder) {
  // A remote window takes the program that trains from the workspace, not from the user's settings.
  const kynml = path.join(folder, '.venv', 'bin', 'kynml');
  mkdirSync(path.dirname(kynml), { recursive: true });
  symlinkSync(standIn, kynml);
  mkdirSync(path.join(folder, '.vscode'));
  writeFileSync(
    path.join(folder, '.vscode', 'settings.json'),
    JSON.stringify({ 'kynml.command': '${workspaceFolder}/.venv/bin/kynml' }),
  );
  writeFileSync(path.join(folder, '.gitignore'), '.vscode/\n.venv/\n');
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=A. Author', '-c', 'user.email=author@example.invalid', ...args], {
      cwd: folder,
    });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'House prices');
}

/** Number of the first line of a file that holds a text, from 1. */
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
  await driver.waitForTerminal('Wrote run_manifest.json', 60_000);
  await driver.notification('finished: mae');
}

async function compare({ driver, folder }) {
  await openComparison({ driver, folder });
}

async function compareNarrow({ driver, folder }) {
  await openComparison({ driver, folder });
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
  await driver.command('View: Close Primary Side Bar').catch(() => undefined);
}
