// The second language in a real window: the texts of package.json, those of the client, and the words of the comparison page.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sequence } from '../sequence.mjs';
import { lineNumber, textOf } from './disk.mjs';

const spec = 'house_price.kyn';

const steps = [
  {
    name: 'the status bar and its menu are in German',
    async run({ page, driver, server, folder }) {
      await speakGerman({ page, driver, server });
      await driver.openFile(spec);
      await driver.lens(/^locked$/);
      await driver.replaceLine(lineNumber(textOf(folder, spec), 'lr = 0.01'), '    lr = 0.02');
      await driver.statusText('state', 'Abweichung (ungespeichert)', 'vom Lock abgewichen (ungespeichert)');
      await driver.statusItem('state').click();
      const rows = await driver.pickRows('Lock erneuern');
      assert.ok(rows.includes('CONFIG_HASH kopierendes ungespeicherten Texts'), rows.join(', '));
      await driver.cancelPick();
    },
  },
  {
    name: 'a command has its German title, and the comparison its German words',
    async run({ driver }) {
      await driver.command('KynML: Laufmanifeste vergleichen');
      await driver.pickPrompt('Läufe vergleichen: Baseline (A) auswählen Lauf auswählen');
      await driver.filterAndPick('1_house_price');
      await driver.filterAndPick('3_house_price_wide');
      const view = driver.webview();
      await driver.visible('the switch', view.getByText('Nur Unterschiede', { exact: true }));
      await driver.visible('the button', view.getByRole('button', { name: 'Seiten tauschen', exact: true }));
      assert.equal(await view.locator('html').getAttribute('lang'), 'de');
      // What the language server says is English in every language.
      await driver.visible('the verdict', view.getByRole('heading', { name: 'Not comparable', exact: true }));
    },
  },
];

export const sequences = [sequence('in German', steps)];

/** A language pack without a text of VS Code itself: only extensions are translated. Pages take the language from a global of VS Code. */
async function speakGerman({ page, driver, server }) {
  const data = path.join(server.data, 'data');
  const texts = path.join(data, 'german', 'main.i18n.json');
  mkdirSync(path.dirname(texts), { recursive: true });
  writeFileSync(texts, JSON.stringify({ contents: {} }));
  const extension = { extensionIdentifier: { id: 'test.german', uuid: 'german' }, version: '1.0.0' };
  const pack = { hash: 'german', extensions: [extension], translations: { vscode: texts }, label: 'Deutsch' };
  writeFileSync(path.join(data, 'languagepacks.json'), JSON.stringify({ de: pack }));
  await page.addInitScript(() => Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { value: 'de' }));
  await page.context().addCookies([{ name: 'vscode.nls.locale', value: 'de', url: `http://${server.authority}` }]);
  await page.reload();
  await driver.ready();
}
