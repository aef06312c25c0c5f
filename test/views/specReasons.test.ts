// The settings that changed between the specs of two runs belong to the reason that the spec differs, and are as serious.
import { expect, test } from 'vitest';
import { type Artifact, readArtifact } from '../../src-shared/artifacts/read';
import { parse } from '../../src-shared/kyn/syntax/parse';
import { compare } from '../../src-shared/repro/compare/compare';
import { policyOf } from '../../src-shared/repro/compare/policy';
import { diffMarkdown } from '../../src-shared/views/diffMarkdown';
import { diffView } from '../../src-shared/views/diffView';

const run = (hash: string, env: object): Artifact =>
  readArtifact(
    'run_manifest.json',
    JSON.stringify({
      kynml_version: '0.4.0',
      config_hash: hash.repeat(64),
      data_hash: 'd'.repeat(64),
      env: { python: '3.11.9', platform: 'Linux', ...env },
      seed: 1,
      metrics: {},
    }),
  ) as Artifact;

const viewOf = (specs: readonly [string, string], setting: Parameters<typeof policyOf>[0] = {}) => {
  const comparison = compare(run('a', {}), run('b', { torch: '2.3.0' }), policyOf(setting));
  const side = { uri: '', label: 'x', detail: '' };
  return diffView(comparison, { a: side, b: side }, { a: { tree: parse(specs[0]) }, b: { tree: parse(specs[1]) } });
};
const reasonsOf = (view: ReturnType<typeof viewOf>) => view.reasons.map(r => `${r.severity}: ${r.text}`);
const specRows = (view: ReturnType<typeof viewOf>) =>
  view.sections[0]?.rows.flatMap(r => (r.severity === 'same' ? [] : [`${r.path} ${r.severity}`]));

const TEXT = 'train:\n    epochs = 3\n    seed = 1\n';
const CHANGED = [TEXT, TEXT.replace('3', '5')] as const;
const COMMENT = [TEXT, `# A comment\n${TEXT}`] as const;
const SPEC = 'The spec differs: CONFIG_HASH aaaaaaaaaaaa → bbbbbbbbbbbb.';
const TORCH = 'torch is recorded only in B.';
const EPOCHS = '1 setting of the spec changed: train.epochs.';
const EQUAL =
  'The settings of both specs are equal: only comments, blanks, the order, the form of a number, explicit defaults or a byte order mark changed.';
const ADDED = 'Without effect on the training: 1 comment was added.';
const UNCOVERED = 'Not recorded, so not compared: --param overrides and the contents of imported files.';
const OVERRIDE = 'By the policy in the settings: spec counts as "harmless" instead of "breaks comparison".';

test('a change of a setting breaks the comparison, next to its reason', () => {
  const view = viewOf(CHANGED);
  expect(reasonsOf(view)).toEqual([`error: ${SPEC}`, `error: ${EPOCHS}`, `warn: ${TORCH}`]);
  expect(specRows(view)).toEqual(['train.epochs error']);
});

test('a change of a setting is harmless if the settings allow another spec, next to its reason', () => {
  const view = viewOf(CHANGED, { spec: 'info' });
  expect(view.verdictText).toBe('Comparable by your settings');
  expect(reasonsOf(view)).toEqual([
    `warn: ${TORCH}`,
    `info: ${SPEC}`,
    `info: ${EPOCHS}`,
    `info: ${OVERRIDE}`,
    `info: ${UNCOVERED}`,
  ]);
  expect(specRows(view)).toEqual(['train.epochs info']);
  expect(diffMarkdown(view)).not.toContain('breaks comparison**');
});

test('a change of a setting follows its reason, also if another reason comes first', () => {
  const reasons = reasonsOf(viewOf(CHANGED, { spec: 'warn' }));
  expect(reasons.indexOf(`warn: ${EPOCHS}`)).toBe(reasons.indexOf(`warn: ${SPEC}`) + 1);
});

test('equal settings are a note, never a difference that breaks the comparison', () => {
  const view = viewOf(COMMENT);
  expect(reasonsOf(view)).toEqual([`error: ${SPEC}`, `warn: ${TORCH}`, `info: ${EQUAL}`, `info: ${ADDED}`]);
  expect(specRows(view)).toEqual([]);
  expect(diffMarkdown(view)).toContain(`- ${EQUAL.slice(0, 20)}`);
  expect(reasonsOf(viewOf(COMMENT, { spec: 'info' }))).toEqual([
    `warn: ${TORCH}`,
    `info: ${SPEC}`,
    `info: ${EQUAL}`,
    `info: ${OVERRIDE}`,
    `info: ${UNCOVERED}`,
    `info: ${ADDED}`,
  ]);
});

test('comments that differ are in a section of their own and not counted as values', () => {
  const view = viewOf([`${TEXT}# Old\n`, TEXT.replace('= 3', '=  5  # New')]);
  const section = view.sections.find(({ id }) => id === 'spec-text');
  expect(section?.rows.map(({ a, b, severity }) => [a.text, b.text, severity])).toEqual([
    ['# Old', '(absent)', 'info'],
    ['(absent)', '# New', 'info'],
  ]);
  expect(reasonsOf(view).at(-1)).toBe(
    'info: Without effect on the training: 1 comment was removed, 1 comment was added.',
  );
  const shown = view.sections.flatMap(({ id, rows }) => (id === 'spec-text' ? [] : rows));
  expect([view.total, view.differing]).toEqual([shown.length, shown.filter(row => row.differs).length]);
});

test('layout that differs is a note without rows', () => {
  const view = viewOf([TEXT, `\n${TEXT}`]);
  expect(view.sections.map(({ id }) => id)).not.toContain('spec-text');
  expect(reasonsOf(view).at(-1)).toBe('info: Without effect on the training: blanks and blank lines changed.');
});

test('settings that are not known because of syntax errors are as serious as the difference', () => {
  const view = viewOf([TEXT, 'train:\n    epochs = = 3\n']);
  expect(reasonsOf(view)[1]).toMatch(/^error: The spec of B has syntax errors/);
});
