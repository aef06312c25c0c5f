// The second language in a real window: the texts of package.json, those of the client, and the words of the comparison page.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { lineNumber, textOf } from './disk.mjs';

const spec = 'house_price.kyn';

export const cases = [
  {
    name: 'the status bar and its menu are in German',
    async run({ page, driver, server, folder }) {
      await speakGerman({ page, driver, server });
      await driver.openFile(spec);
      await driver.lens(/^locked$/);
      await driver.replaceLine(lineNumber(textOf(folder, spec), 'lr = 0.01'), '    lr = 0.02');
      const { label } = await driver.statusText('state', 'Abweichung (ungespeichert)');
      assert.match(label, /vom Lock abgewichen \(ungespeichert\)/);
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
      assert.equal(await driver.pickPrompt(), 'Läufe vergleichen: Baseline (A) auswählen Lauf auswählen');
      await driver.filterAndPick('1_house_price');
      await driver.filterAndPick('3_house_price_wide');
      await driver.webview().locator('text=Nur Unterschiede').waitFor();
      await driver.webview().locator('text=Seiten tauschen').waitFor();
      assert.equal(await driver.webview().locator('html').getAttribute('lang'), 'de');
      // Texts of the language server are in English in every language.
      await driver.webview().locator('text=Not comparable').first().waitFor();
    },
  },
];

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
