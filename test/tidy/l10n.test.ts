// Every user-facing text of the client goes through the translator. A missing German text is printed as a warning, because a text may be
// translated after it was written; a left-over or misplaced German key is a failure.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { translator } from '../../src-shared/protocol/l10n';
import { sourcesIn, top } from './sources';
import { userTexts } from './userTexts';

const read = (file: string) => readFileSync(`${top}${file}`, 'utf8');
const manifest = JSON.parse(read('package.json'));
const bundle: Record<string, string> = JSON.parse(read('l10n/bundle.l10n.de.json'));
const files = sourcesIn('client').map(({ path }) => path);
const sources = files.map(file => ({ file, ...userTexts(read(file)) }));
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
    'manifest preview',
    'diff panel',
    'golden preview',
    'train tasks',
    'running trainings',
    'manifest backup',
    'context keys',
    'file decorations',
    'artifact language',
  ],
  'import importlib.util, sys; sys.exit(importlib.util.find_spec("kynml.cli") is None)',
  'import importlib.util, os, sys; s = importlib.util.find_spec("dlm"); sys.exit(not any(os.path.isfile(os.path.join(f, "__main__.py")) for f in (s and s.submodule_search_locations) or []))',
  // Task names and flags are command lines, which are the same in every language.
  ...['dlm train', '--strict-lock', '--update-lock', '--ignore-lock'],
];

describe('client texts', () => {
  it('are found in the sources', () => expect(calls.length).toBeGreaterThan(100));

  it('all go through t()', () => {
    const untranslated = sources.flatMap(({ file, untranslated: texts }) =>
      texts.filter(({ text }) => !isInternal(file, text)).map(({ text, line }) => `${file}:${line} ${text}`),
    );
    expect(untranslated).toEqual([]);
  });

  it('are string literals, so that the bundle can contain them', () => {
    expect(calls.filter(({ literal }) => !literal).map(({ at }) => at)).toEqual([]);
  });

  it('are translated inside functions, because the language is unknown while modules load', () => {
    expect(calls.filter(({ early }) => early).map(({ at }) => at)).toEqual([]);
  });

  it('have a placeholder for each argument', () => {
    const expected = (count: number) => Array.from({ length: count }, (_, index) => `{${index}}`);
    for (const { text, args, at } of calls) expect(placeholders(text), at).toEqual(expected(args));
  });
});

// The spec template and HTML markup are not translated.
const isInternal = (file: string, text: string): boolean =>
  internalTexts.includes(text) ||
  file === 'client/src/spec/specTemplate.ts' ||
  (file === 'client/src/panels/webviewHtml.ts' && text.startsWith('<'));

/** Prints the texts that have no German translation. */
function warnMissing(file: string, missing: readonly string[]): void {
  if (missing.length > 0)
    console.warn(`${missing.length} German texts are missing in ${file}:\n  ${missing.join('\n  ')}`);
}

describe('German texts', () => {
  const german: Record<string, string> = JSON.parse(read('package.nls.de.json'));
  const english: Record<string, string> = JSON.parse(read('package.nls.json'));

  it('are registered in package.json', () => {
    expect(manifest.l10n).toBe('./l10n');
    expect(readdirSync(`${top}l10n`)).toEqual(['bundle.l10n.de.json']);
  });

  it('belong to a text of the client', () => {
    const texts = new Set(calls.map(({ text }) => text).filter(Boolean));
    warnMissing(
      'l10n/bundle.l10n.de.json',
      [...texts].filter(text => !(text in bundle)),
    );
    expect(Object.keys(bundle).filter(text => !texts.has(text))).toEqual([]);
  });

  it('are sorted by their English text', () => {
    expect(Object.keys(bundle)).toEqual(Object.keys(bundle).sort());
  });

  it('have the same placeholders', () => {
    for (const [text, translation] of Object.entries(bundle))
      expect(placeholders(translation), text).toEqual(placeholders(text));
  });

  it('belong to a text of package.json and have the same order', () => {
    const keys = Object.keys(english);
    warnMissing(
      'package.nls.de.json',
      keys.filter(key => !(key in german)),
    );
    expect(Object.keys(german)).toEqual(keys.filter(key => key in german));
  });

  it('keep the code words, links and commands of the English text, and name commands by their German title', () => {
    const fixed = (text: string): string[] => text.match(/`[^`]+`|\(command:[\w.]+\)|#[\w.]+#/g) ?? [];
    const inGerman = (word: string): string => {
      const title = /^`KynML: (.+)`$/.exec(word)?.[1];
      const command = Object.keys(english).find(key => key.startsWith('command.') && english[key] === title);
      return command === undefined ? word : `\`KynML: ${german[command]}\``;
    };
    for (const [key, text] of Object.entries(german))
      expect(fixed(text).sort(), key).toEqual(
        fixed(english[key] ?? '')
          .map(inGerman)
          .sort(),
      );
  });

  it('are not copies of the English text', () => {
    const all = [
      ...Object.entries(bundle),
      ...Object.entries(german).map(([key, text]) => [english[key] ?? '', text] as const),
    ];
    const same = all.filter(([text, translation]) => text === translation && /\p{L}{2,} \p{L}{2,}/u.test(String(text)));
    expect(same).toEqual([]);
  });
});

describe('userTexts', () => {
  const untranslatedIn = (source: string) => userTexts(source).untranslated.map(({ text }) => text);

  it.each([
    ["showMessage('error', 'Broken')", 'Broken'],
    ['const f = () => `${name} was lost again`;', '{} was lost again'],
    ["vscode.window.showWarningMessage('Oh')", 'Oh'],
    ["const x = { title: 'Train' }", 'Train'],
    ['const x = { placeHolder: `$(play) Train ${y}` }', '$(play) Train {}'],
    ["el('span', {}, ['equal'])", 'equal'],
    ["el('p', { attrs: { 'aria-label': 'Verdict' } })", 'Verdict'],
  ])('finds an untranslated text in %s', (source, text) => expect(untranslatedIn(source)).toEqual([text]));

  it.each([
    "showMessage('error', t('Broken'))",
    "context.log.error('this is for the log')",
    "log.warn('this is for the log')",
    "const x = { title: `$(play) ${t('Train')}`, kind: 'error' }",
    "import x from 'some words here'; type X = 'a word or two';",
    "vscode.commands.executeCommand('setContext', 'kynml.active')",
  ])('finds nothing in %s', source => expect(untranslatedIn(source)).toEqual([]));

  it('marks a text that is translated while the module loads', () => {
    const { translated } = userTexts("const x = t('Train'); const y = () => t('Train');");
    expect(translated.map(call => call.early)).toEqual([true, false]);
  });
});

describe('translator', () => {
  it('inserts arguments literally', () => {
    expect(translator()('{0} of {1}', 'a$&{1}', 2)).toBe('a$&{1} of 2');
    expect(translator({ '{0} of {1}': '{1}: {0}' })('{0} of {1}', 'a', 'b')).toBe('b: a');
  });

  it('falls back to English and keeps a placeholder without an argument', () => {
    expect(translator({ a: 'b' })('toString {0}')).toBe('toString {0}');
  });
});
