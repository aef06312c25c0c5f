// What is known about a hash while the workspace is searched, and which documents are texts for people.
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isProse } from '../../server/src/lsp/base/isProse';
import type { FeatureContext } from '../../server/src/lsp/protocol/featureContext';
import { referenceFindings } from '../../server/src/lsp/references/referenceFindings';
import { ownerText } from '../../server/src/lsp/references/referenceTexts';
import { OpenDocument } from '../../server/src/lsp/workspace/document';
import { defaultSettings } from '../../src-shared/protocol/settings';
import { HashPrefixes } from '../../src-shared/runs/index/hashPrefixes';
import { hostOf } from '../repro/memory';

const [OLD, OTHER] = ['a'.repeat(64), `${'a'.repeat(12)}${'b'.repeat(52)}`];
const NOW = 'c'.repeat(64);
const none = new HashPrefixes(() => []);

/** A workspace in which git has versions of the spec /w/h.kyn, with the setting. */
function contextWith(isFilled: boolean, versions = [OLD]): FeatureContext {
  const settings = { ...defaultSettings, diagnostics: { ...defaultSettings.diagnostics, outdatedReferences: true } };
  const version = { path: 'h.kyn', commit: '1'.repeat(40), author: '', blob: '' };
  return {
    workspace: {
      host: hostOf({ '/w/h.kyn': '' }),
      allDocuments: () => [],
      settingsFor: () => settings,
      label: (path: string) => path.replace('/w/', ''),
    },
    inventory: { isFilled, hashes: none, specs: new Map([['/w/h.kyn', NOW]]), index: { hashes: none } },
    history: {
      hashes: new HashPrefixes(() => versions.map(hash => [hash])),
      allVersions: (hash: string) => (versions.includes(hash) ? [{ folder: '/w', version }] : []),
    },
    kept: { hashes: none, recorded: { specs: new Map() } },
  } as unknown as FeatureContext;
}

const document = (text: string, uri = 'file:///w/notes.md', languageId = 'markdown') =>
  new OpenDocument(TextDocument.create(uri, languageId, 1, text), hostOf({ '/w/notes.md': text }));

test('nothing is called an older version before all specs are known', () => {
  const text = document(OLD);
  expect(referenceFindings(contextWith(false), text)).toEqual([]);
  expect(referenceFindings(contextWith(true), text)).toHaveLength(1);
  const known = { hash: OLD, current: [], older: [{ path: '/w/h.kyn', now: NOW }] };
  expect(ownerText(contextWith(false), known)).toBe(
    'an unknown version, because the search of the workspace is not complete',
  );
  expect(ownerText(contextWith(true), known)).toBe('an older version of h.kyn');
});

test('ambiguous digits have no finding', () => {
  const text = document(`${OLD.slice(0, 12)} ${OTHER}`);
  const found = referenceFindings(contextWith(true, [OLD, OTHER]), text);
  expect(found.map(({ span }) => span.start)).toEqual([13]);
});

test('the file of a text is not read', () => {
  expect(document('x').disk).toEqual({ bom: false, hash: undefined });
  expect(document('x', 'file:///w/notes.md', 'json').disk.hash).toBeDefined();
});

test.each([
  ['file:///w/notes.md', 'markdown', true],
  ['file:///w/readme', 'plaintext', true],
  ['file:///w/h.kyn', 'markdown', false],
  ['file:///w/a.dlm', 'markdown', false],
  ['file:///w/a.txt', 'plaintext', false],
  ['file:///w/a.py', 'python', false],
  ['vscode-notebook-cell:/w/a.ipynb#W0', 'python', true],
])('%s in the language %s', (uri, languageId, expected) => {
  expect(isProse(TextDocument.create(uri, languageId, 1, ''))).toBe(expected);
});
