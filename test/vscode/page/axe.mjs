// What axe-core finds in the pages of the extension, in the four themes of VS Code.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The themes with the class that each gives to the workbench. */
const themes = {
  'Dark Modern': 'vs-dark',
  'Light Modern': 'vs',
  'Dark High Contrast': 'hc-black',
  'Light High Contrast': 'hc-light',
};

async function selectTheme(driver, page, theme) {
  await driver.command('Preferences: Color Theme');
  await driver.filterAndPick(theme);
  await driver.visible(`the theme ${theme}`, page.locator(`.monaco-workbench.${themes[theme]}`));
}

/** What axe-core finds in the page: the rule and the elements, one line for each. */
async function violations(driver) {
  const body = await driver.webview().locator('body').elementHandle();
  const frame = await body.ownerFrame();
  // The security policy of the page allows no other script, but the debugger may add one.
  await frame.evaluate(axe);
  const { passes, violations: found } = await frame.evaluate(() => globalThis.axe.run(document));
  assert.ok(passes.length > 10, `axe-core checked only ${passes.length} rules`);
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
}

/** One step for each theme, in the state that the step before left. */
export const inEachTheme = state =>
  Object.keys(themes).map(theme => ({
    name: `${state}, ${theme}`,
    async run({ driver, page }) {
      await selectTheme(driver, page, theme);
      assert.deepEqual(await violations(driver), []);
    },
  }));

// VS Code draws a pick, and has faults of its own; these rules are about what the extension puts into it.
const PICK_RULES = [
  'color-contrast',
  'aria-roles',
  'aria-valid-attr',
  'aria-valid-attr-value',
  'aria-required-attr',
  'aria-input-field-name',
  'aria-command-name',
  'button-name',
];

/** What axe-core finds in the title and the rows of the open pick. */
export async function pickViolations(page) {
  await page.evaluate(axe);
  const { passes, violations: found } = await page.evaluate(
    rules =>
      globalThis.axe.run(
        { include: ['.quick-input-widget .monaco-list-row', '.quick-input-widget .quick-input-title'] },
        { runOnly: { type: 'rule', values: rules } },
      ),
    PICK_RULES,
  );
  assert.ok(passes.length >= 4, `axe-core checked only ${passes.length} rules`);
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
}
