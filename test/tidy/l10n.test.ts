// Every word that people read in VS Code goes through the translator, and German is whole: no text is missing, none is left over.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { translator } from '../../src-shared/protocol/l10n';
import { sourcesIn, top } from './sources';
import { spokenTexts } from './spokenTexts';

const read = (file: string) => readFileSync(`${top}${file}`, 'utf8');
const manifest = JSON.parse(read('package.json'));
const bundle: Record<string, string> = JSON.parse(read('l10n/bundle.l10n.de.json'));
const files = sourcesIn('client').map(({ path }) => path);
const spoken = files.map(file => ({ file, ...spokenTexts(read(file)) }));
const calls = spoken.flatMap(({ file, translated }) =>
  translated.map(call => ({ ...call, at: `${file}:${call.line} ${call.text}` })),
);
const holes = (text: string) => [...new Set(text.match(/\{\d+\}/g) ?? [])].sort();

// What looks like a sentence and is none for people who use the editor.
const notForPeople: readonly string[] = [
  // Names of parts in the log.
  ...[
    'status bar',
    'locked version',
    'manifest preview',
    'diff panel',
    'golden preview',
    'train tasks',
    'running trainings',
    'keep overwritten runs',
  ],
  'import importlib.util, sys; sys.exit(importlib.util.find_spec("kynml.cli") is None)',
  'import importlib.util, os, sys; s = importlib.util.find_spec("dlm"); sys.exit(not any(os.path.isfile(os.path.join(f, "__main__.py")) for f in (s and s.submodule_search_locations) or []))',
  // A task is named after its command line; flags are what one types.
  ...['dlm train', '--strict-lock', '--update-lock', '--ignore-lock'],
];

describe('texts of the client', () => {
  it('are many', () => expect(calls.length).toBeGreaterThan(100));

  it('all go through t()', () => {
    const bare = spoken.flatMap(({ file, bare: found }) =>
      found.filter(({ text }) => !isForNobody(file, text)).map(({ text, line }) => `${file}:${line} ${text}`),
    );
    expect(bare).toEqual([]);
  });

  it('are literals, so that a bundle can hold them', () => {
    expect(calls.filter(({ literal, at }) => !literal && !/\/words\.ts:/.test(at)).map(({ at }) => at)).toEqual([]);
  });

  it('are asked for when the language is known, not while a module is loaded', () => {
    expect(calls.filter(({ early }) => early).map(({ at }) => at)).toEqual([]);
  });

  it('have a place for each word that is handed in', () => {
    const wanted = (count: number) => Array.from({ length: count }, (_, at) => `{${at}}`);
    for (const { text, words, at } of calls) expect(holes(text), at).toEqual(wanted(words));
  });
});

// The template is a spec; markup of pages and styles is told by its brackets.
const isForNobody = (file: string, text: string): boolean =>
  notForPeople.includes(text) ||
  file === 'client/src/spec/specTemplate.ts' ||
  (file === 'client/src/panels/webviewHtml.ts' && text.startsWith('<'));

describe('German', () => {
  const german: Record<string, string> = JSON.parse(read('package.nls.de.json'));
  const english: Record<string, string> = JSON.parse(read('package.nls.json'));

  it('is named in package.json', () => {
    expect(manifest.l10n).toBe('./l10n');
    expect(readdirSync(`${top}l10n`)).toEqual(['bundle.l10n.de.json']);
  });

  it('has every text of the client, and no other', () => {
    expect(Object.keys(bundle).sort()).toEqual([...new Set(calls.map(({ text }) => text))].filter(Boolean).sort());
  });

  it('stands in the order of the English texts', () => {
    expect(Object.keys(bundle)).toEqual(Object.keys(bundle).sort());
  });

  it('has the same places for words', () => {
    for (const [text, translation] of Object.entries(bundle)) expect(holes(translation), text).toEqual(holes(text));
  });

  it('has every text of package.json, and no other', () => {
    expect(Object.keys(german)).toEqual(Object.keys(english));
  });

  it('keeps the names, links and commands that stand in a text', () => {
    const fixed = (text: string) => (text.match(/`[^`]+`|\(command:[\w.]+\)|#[\w.]+#/g) ?? []).sort();
    for (const [key, text] of Object.entries(english)) expect(fixed(german[key] ?? ''), key).toEqual(fixed(text));
  });

  it('leaves no sentence as it was', () => {
    const all = [
      ...Object.entries(bundle),
      ...Object.keys(english).map(key => [english[key] ?? '', german[key] ?? '']),
    ];
    const same = all.filter(([text, translation]) => text === translation && /\p{L}{2,} \p{L}{2,}/u.test(String(text)));
    expect(same).toEqual([]);
  });
});

describe('the look at a source', () => {
  const bareIn = (source: string) => spokenTexts(source).bare.map(({ text }) => text);

  it.each([
    ["tell('error', 'Broken')", 'Broken'],
    ['const f = () => `${name} was lost again`;', '{} was lost again'],
    ["vscode.window.showWarningMessage('Oh')", 'Oh'],
    ["const x = { title: 'Train' }", 'Train'],
    ['const x = { placeHolder: `$(play) Train ${y}` }', '$(play) Train {}'],
    ["el('span', {}, ['equal'])", 'equal'],
    ["el('p', { attrs: { 'aria-label': 'Verdict' } })", 'Verdict'],
  ])('sees the word in %s', (source, word) => expect(bareIn(source)).toEqual([word]));

  it.each([
    "tell('error', t('Broken'))",
    "ctx.log.error('this is for the log')",
    "log.warn('this is for the log')",
    "const x = { title: `$(play) ${t('Train')}`, kind: 'error' }",
    "import x from 'some words here'; type X = 'a word or two';",
    "vscode.commands.executeCommand('setContext', 'kynml.active')",
  ])('sees no word in %s', source => expect(bareIn(source)).toEqual([]));

  it('sees a text that is asked for too early', () => {
    expect(spokenTexts("const x = t('Train'); const y = () => t('Train');").translated.map(c => c.early)).toEqual([
      true,
      false,
    ]);
  });
});

describe('the translator', () => {
  it('puts words into the text of its language, whatever stands in them', () => {
    expect(translator()('{0} of {1}', 'a$&{1}', 2)).toBe('a$&{1} of 2');
    expect(translator({ '{0} of {1}': '{1}: {0}' })('{0} of {1}', 'a', 'b')).toBe('b: a');
  });

  it('says English where its language has no word, and leaves a place without a word', () => {
    expect(translator({ a: 'b' })('toString {0}')).toBe('toString {0}');
  });
});
