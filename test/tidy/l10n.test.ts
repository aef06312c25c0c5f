// Every user-facing text of the client goes through t(), the one place where a language would be added; no language is half complete.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { t } from '../../src-shared/protocol/l10n';
import { sourcesIn, top } from './sources';
import { userTexts } from './userTexts';

const read = (file: string) => readFileSync(`${top}${file}`, 'utf8');
const manifest = JSON.parse(read('package.json'));
const files = sourcesIn('client').map(({ path }) => path);
const sources = files.map(file => ({ file, ...userTexts(read(file), file.endsWith('.tsx') ? 'tsx' : 'ts') }));
const calls = sources.flatMap(({ file, translated }) =>
  translated.map(call => ({ ...call, at: `${file}:${call.line} ${call.text}` })),
);
const placeholders = (text: string) => [...new Set(text.match(/\{\d+\}/g) ?? [])].sort();

// Texts that look like sentences but are not shown to users.
const internalTexts: readonly string[] = [
  // Names of extension parts in the log.
  ...[
    'status bar',
    'locked version',
    'spec version',
    'finding page',
    'manifest preview',
    'diff panel',
    'reproduction panel',
    'run table',
    'golden preview',
    'train tasks',
    'running trainings',
    'folder claims',
    'run records',
    'submitted runs',
    'context keys',
    'file decorations',
    'artifact language',
    'agent tools',
  ],
  'import importlib.util, sys; sys.exit(importlib.util.find_spec("kynml.cli") is None)',
  'import importlib.util, os, sys; s = importlib.util.find_spec("dlm"); sys.exit(not any(os.path.isfile(os.path.join(f, "__main__.py")) for f in (s and s.submodule_search_locations) or []))',
  // Task names and flags are command lines, which are the same in every language.
  ...['dlm train', '--strict-lock', '--update-lock', '--ignore-lock', '{} -m pip install torch numpy'],
];

describe('client texts', () => {
  it('are found in the sources', () => expect(calls.length).toBeGreaterThan(100));

  it('all go through t()', () => {
    const untranslated = sources.flatMap(({ file, untranslated: texts }) =>
      texts.filter(({ text }) => !isInternal(file, text)).map(({ text, line }) => `${file}:${line} ${text}`),
    );
    expect(untranslated).toEqual([]);
  });

  it('are string literals', () => {
    expect(calls.filter(({ literal }) => !literal).map(({ at }) => at)).toEqual([]);
  });

  it('are built inside functions, because a language would be unknown while modules load', () => {
    expect(calls.filter(({ early }) => early).map(({ at }) => at)).toEqual([]);
  });

  it('have a placeholder for each argument', () => {
    const expected = (count: number) => Array.from({ length: count }, (_, index) => `{${index}}`);
    for (const { text, args, at } of calls) expect(placeholders(text), at).toEqual(expected(args));
  });
});

// The spec template, HTML markup and the script of a worker are not translated.
const isInternal = (file: string, text: string): boolean =>
  internalTexts.includes(text) ||
  file === 'client/src/spec/specTemplate.ts' ||
  file === 'client/src/server/serverWorker.ts' ||
  (file === 'client/src/panels/webviewHtml.ts' && text.startsWith('<'));

describe('the language', () => {
  it('is English only: package.json and the sources offer no other', () => {
    expect(manifest.l10n).toBeUndefined();
    expect(existsSync(`${top}l10n`)).toBe(false);
    expect(readdirSync(top).filter(name => name.startsWith('package.nls.'))).toEqual(['package.nls.json']);
  });
});

describe('userTexts', () => {
  const untranslatedIn = (source: string) => userTexts(source, 'tsx').untranslated.map(({ text }) => text);

  it.each([
    ["showMessage('error', 'Broken')", 'Broken'],
    ['const f = () => `${name} was lost again`;', '{} was lost again'],
    ["vscode.window.showWarningMessage('Oh')", 'Oh'],
    ["const x = { title: 'Train' }", 'Train'],
    ['const x = { placeHolder: `$(play) Train ${y}` }', '$(play) Train {}'],
    ['const x = <span>equal</span>', 'equal'],
    ["const x = <span>{isEqual ? 'equal' : ''}</span>", 'equal'],
    ['const x = <p>{`both ${side}`}</p>', 'both {}'],
    ['const x = <section aria-label="Verdict" />', 'Verdict'],
    ["const x = <button title={pinned ? 'Unpin' : t('Pin')} />", 'Unpin'],
    ['const x = <Button label="Swap" />', 'Swap'],
  ])('finds an untranslated text in %s', (source, text) => expect(untranslatedIn(source)).toEqual([text]));

  it.each([
    "showMessage('error', t('Broken'))",
    "context.log.error('this is for the log')",
    "log.warn('this is for the log')",
    "const x = { title: `$(play) ${t('Train')}`, kind: 'error' }",
    "import x from 'some words here'; type X = 'a word or two';",
    "vscode.commands.executeCommand('setContext', 'kynml.active')",
    'const x = <span class="codicon codicon-check" role="switch">{count}</span>',
    'const x = <div class={`group ${kind} table columns`}>{row.map(at => <Row key={`row:${at}`} id="fold" />)}</div>',
    "const x = <h1>{t('Compare {0}', kind)}</h1>",
  ])('finds nothing in %s', source => expect(untranslatedIn(source)).toEqual([]));

  it('marks a text that is translated while the module loads', () => {
    const { translated } = userTexts("const x = t('Train'); const y = () => t('Train');", 'ts');
    expect(translated.map(call => call.early)).toEqual([true, false]);
  });
});

describe('t', () => {
  it('inserts arguments literally', () => expect(t('{0} of {1}', 'a$&{1}', 2)).toBe('a$&{1} of 2'));

  it('keeps a placeholder without an argument', () => expect(t('toString {0}')).toBe('toString {0}'));
});
