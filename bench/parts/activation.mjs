// The time of activation as VS Code itself lists it, for this extension and for its JSON extension.
import { manifest } from '../../scripts/project.mjs';
import { hostDir, installedHost } from '../../scripts/vscodeHost/installed.mjs';
import { launchBrowser } from '../../test/vscode/browser.mjs';
import { openVscode } from '../../test/vscode/host.mjs';
import { row } from '../rows.mjs';
import { fastest, median, rounded } from '../statistics.mjs';

// The list shows an extension under development by its id.
const NAMES = { own: `${manifest.publisher}.${manifest.name}`, json: 'JSON Language Features' };
// High enough for all rows: the list has only visible ones in the page.
const VIEWPORT = { width: 1280, height: 2400 };
const RUN = 'runs/2026-11-29_1_house_price/run_manifest.json';

/** The list of running extensions after a spec and a JSON file were opened. Needs the VS Code and the Chromium of the tests. */
export const activation = {
  title: 'Activation, as "Developer: Show Running Extensions" lists it',
  async run({ quick, note }) {
    const host = installedHost(hostDir);
    if (!host) {
      note('The VS Code of the tests is not installed (npm run test:vscode installs it): activation was not measured.');
      return [];
    }
    let browser;
    try {
      browser = await launchBrowser();
    } catch (error) {
      note(`${error.message} Activation was not measured.`);
      return [];
    }
    const times = { own: [], json: [] };
    try {
      for (let i = 0; i < (quick ? 1 : 7); i++) {
        const listed = await activateOnce({ host, browser });
        for (const name of Object.keys(times)) times[name].push(listed[name]);
      }
    } finally {
      await browser.close();
    }
    return [activationRow(host, times)];
  },
};

const activationRow = (host, { own, json }) =>
  row({
    id: 'activation',
    title: `${manifest.displayName} in VS Code ${host.version}`,
    unit: 'ms',
    value: fastest(own),
    goal: { atMost: 50 },
    summary: 'Activation of the extension, as VS Code lists it',
    figures: { ownMs: own, jsonMs: json, ratio: rounded(median(own) / median(json)) },
  });

async function activateOnce(tools) {
  const vscode = await openVscode(tools, { viewport: VIEWPORT });
  try {
    const { driver, page } = vscode;
    await driver.ready();
    await driver.openFile('house_price.kyn');
    await driver.lens(/^CONFIG_HASH/);
    await driver.openFile(RUN);
    await driver.command('Developer: Show Running Extensions');
    return await driver.eventually('the activation times', async () => {
      const rows = await page.locator('.runtime-extensions-editor .monaco-list-row').allInnerTexts();
      const listed = Object.fromEntries(Object.entries(NAMES).map(([key, name]) => [key, timeOf(rows, name)]));
      return listed.own !== undefined && listed.json !== undefined ? listed : undefined;
    });
  } finally {
    await vscode.close();
  }
}

/** The milliseconds in the row of an extension; undefined while it is not listed. */
function timeOf(rows, name) {
  const text = rows.map(one => one.replace(/\s+/g, ' ')).find(one => one.trim().startsWith(name));
  const found = /Activation: (\d+)ms/.exec(text ?? '');
  return found ? Number(found[1]) : undefined;
}
