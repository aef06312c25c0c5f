// The items of the view of runs: icons, contexts for the menus and what is open.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { queryText } from '../../../client/src/runs/queryTexts';
import { childNodes, runTreeItem, specNodes } from '../../../client/src/runs/runTreeItem';
import type { RunTreeGroup, RunTreeRun, RunTreeSpec } from '../../../src-shared/protocol/views';

const run = (more: Partial<RunTreeRun> = {}): RunTreeRun => ({
  id: '/w/r.json',
  uri: 'file:///w/r.json',
  label: 'mae 1',
  description: '',
  tooltip: '',
  state: 'current',
  isBaseline: false,
  ...more,
});
const group = (more: Partial<RunTreeGroup> = {}): RunTreeGroup => ({
  id: 'g',
  kind: 'version',
  label: 'Current version',
  description: '',
  tooltip: '',
  runs: [run()],
  ...more,
});
const spec = (more: Partial<RunTreeSpec> = {}): RunTreeSpec => ({
  id: 's',
  kind: 'spec',
  uri: 'file:///w/a.kyn',
  label: 'a.kyn',
  description: '',
  tooltip: '',
  lock: 'locked',
  groups: [group()],
  runs: [],
  ...more,
});
const itemOf = (of: Partial<RunTreeRun>) => runTreeItem({ kind: 'run', uri: '', run: run(of) }, false);
const itemsIn = (of: RunTreeSpec, isFiltered = false) =>
  specNodes([of]).flatMap(node => [node, ...childNodes(node)].map(n => runTreeItem(n, isFiltered)));

test.each([
  [{}, 'circle-filled', 'kynml.run'],
  [{ state: 'stale' }, 'circle-outline', 'kynml.run'],
  [{ mark: 'best' }, 'star-full', 'kynml.run'],
  [{ mark: 'baseline', isBaseline: true }, 'pinned', 'kynml.baselineRun'],
  [{ mark: 'untrusted', isBaseline: true }, 'warning', 'kynml.baselineRun'],
  [{ mark: 'failed', entry: 1 }, 'error', 'kynml.sweepEntry'],
  [{ isBaseline: true, entry: 1 }, 'circle-filled', 'kynml.baselineEntry'],
  [{ mark: 'missing' }, 'circle-slash', 'kynml.missingEntry'],
  [{ mark: 'unreadable' }, 'error', 'kynml.unreadableRun'],
] as const)('a run %j', (of, icon, context) => {
  const item = itemOf(of);
  expect([item.icon.name, item.contextValue]).toEqual([icon, context]);
});

test('commands get the number of an entry, and a click opens its file', () => {
  const [top] = specNodes([spec({ groups: [group({ runs: [run({ entry: 3 })] })] })]);
  const [child] = top ? childNodes(top) : [];
  const [node] = child ? childNodes(child) : [];
  expect(node?.uri).toBe('file:///w/r.json#3');
  expect(node && runTreeItem(node, false).uri).toBe('file:///w/r.json');
});

test('the first version is open, sweeps and groups over seeds are not, and runs may be below a node at the top', () => {
  const groups = [group(), group({ kind: 'sweep' }), group({ kind: 'seeds' })];
  expect(itemsIn(spec({ groups, runs: [run()] })).map(i => i.expansion)).toEqual([
    'expanded',
    'expanded',
    'collapsed',
    'collapsed',
    'none',
  ]);
  expect(itemsIn(spec({ kind: 'other', groups })).map(i => i.expansion)[0]).toBe('collapsed');
  expect(itemsIn(spec({ groups: [] })).map(i => i.expansion)).toEqual(['none']);
});

test('with a filter all is open, under ids of its own, so that what a person collapsed stays collapsed afterwards', () => {
  const groups = [group({ id: '1' }), group({ id: '2' })];
  const items = itemsIn(spec({ groups }), true);
  expect(items.map(i => [i.id, i.expansion])).toEqual([
    ['filtered:s', 'expanded'],
    ['filtered:1', 'expanded'],
    ['filtered:2', 'expanded'],
  ]);
});

test('the view says what is unusual about its groups and its order', () => {
  expect(queryText({})).toBe('');
  expect(queryText({ sort: { key: 'time', descending: true }, group: 'spec' })).toBe('');
  expect(queryText({ sort: { key: 'metric', descending: false }, group: 'tag' })).toBe(
    'Grouped by tag. Sorted by metric, lowest first.',
  );
});

describe('the menus', () => {
  const { menus } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')).contributes;
  const inline = (of: Partial<RunTreeRun>): string[] => entries(of, group => group.startsWith('inline'));
  const entries = (of: Partial<RunTreeRun>, isMeant: (group: string) => boolean): string[] =>
    menus['view/item/context']
      .filter((entry: { group: string }) => isMeant(entry.group))
      .filter(({ when }: { when: string }) => {
        const [, pattern, equal] = /viewItem (?:=~ \/(.*?)\/|== (\S+))/.exec(when) ?? [];
        const { contextValue } = itemOf(of);
        return pattern === undefined ? equal === contextValue : new RegExp(pattern).test(contextValue);
      })
      .map(({ command }: { command: string }) => command.replace('kynml.', ''));

  test('few icons leave room for the title of a narrow view, and all other actions of the view are in its menu', () => {
    const title = (isMeant: (group: string) => boolean): string[] =>
      menus['view/title']
        .filter(({ group }: { group: string }) => isMeant(group))
        .map(({ command }: { command: string }) => command.replace('kynml.', ''));
    const isIcon = (group: string): boolean => group.startsWith('navigation');
    // The icon for the filter is shown only while there is one.
    expect(title(isIcon)).toEqual(['showRunTable', 'filterRuns', 'clearRunFilter', 'verifyAllRuns']);
    expect(title(group => !isIcon(group))).toEqual([
      'groupRuns',
      'sortRuns',
      'showTrustedRuns',
      'compareRuns',
      'newSpec',
    ]);
  });

  test('a version opens its spec, and a sweep its table', () => {
    const actions = (context: string): string[] =>
      menus['view/item/context']
        .filter(({ group, when }: { group: string; when: string }) => group === 'inline@1' && when.includes(context))
        .map(({ command }: { command: string }) => command.replace('kynml.', ''));
    expect(actions('viewItem == kynml.version ')).toEqual(['openSpecVersion']);
    expect(actions('viewItem == kynml.sweepFile ')).toEqual(['showRunTable']);
    const uris = (groups: readonly RunTreeGroup[]) =>
      specNodes([spec({ groups })]).flatMap(node => childNodes(node).map(({ uri }) => uri));
    expect(uris([group(), group({ kind: 'sweep', uri: 'file:///w/s.json' })])).toEqual([
      'file:///w/r.json',
      'file:///w/s.json',
    ]);
  });

  test('compare with one click, set and remove the baseline', () => {
    expect(inline({})).toEqual(['compareWithBaseline', 'setBaseline', 'verifyRun']);
    expect(inline({ isBaseline: true })).toEqual(['removeBaseline', 'verifyRun']);
    expect(inline({ entry: 0 })).toEqual(['compareWithBaseline', 'setBaseline']);
    expect(inline({ mark: 'missing' })).toEqual([]);
    expect(inline({ mark: 'unreadable' })).toEqual([]);
  });

  test('of what is not made from a spec offer what works on it', () => {
    const offered = (artifact: string): string[] => [...new Set(entries({ artifact }, () => true))].sort();
    const notes = ['nameRun', 'noteRun', 'tagRun'];
    expect(offered('eval-report')).toEqual(['compareRuns', ...notes, 'verifyRun'].sort());
    expect(offered('experiment-manifest')).toEqual(['compareRuns', 'verifyDataset', 'verifyRun']);
    expect(offered('session-log')).toEqual(['compareRuns', 'verifyRun']);
    expect(offered('dlm-golden-index')).toEqual(['compareRuns']);
    expect(offered('dlm-lock')).toEqual(['checkDlmLock', 'compareRuns', 'verifyRun']);
    expect(offered('dlm-document')).toEqual(['checkDlmLock', 'dlmTrain']);
    expect(offered('kynml-lock')).toEqual(['findSpec']);
  });

  test('have an icon by kind, unless something is wrong', () => {
    expect(itemOf({ artifact: 'eval-report' }).icon).toEqual({ name: 'beaker' });
    expect(itemOf({ artifact: 'dlm-golden-index' }).icon).toEqual({ name: 'file' });
    expect(itemOf({ artifact: 'eval-report', mark: 'untrusted' }).icon.name).toBe('warning');
  });

  test('reproduce a run and a combination of a sweep, whether or not it is the baseline', () => {
    const check = (of: Partial<RunTreeRun>): string[] => entries(of, group => group.startsWith('2_check'));
    for (const isBaseline of [true, false]) {
      expect(check({ isBaseline })).toContain('reproduceRun');
      expect(check({ isBaseline, entry: 0 })).toContain('reproduceRun');
    }
    expect(check({ mark: 'missing', entry: 0 })).toEqual([]);
  });

  test('export the evidence of runs of specs and of other trackers', () => {
    const offered = (of: Partial<RunTreeRun>): string[] => entries(of, group => group.startsWith('2_check'));
    for (const of of [{}, { isBaseline: true }, { entry: 0 }, { artifact: 'mlflow-run' }])
      expect(offered(of)).toContain('exportEvidence');
    for (const artifact of ['eval-report', 'kynml-lock', 'dlm-lock'])
      expect(offered({ artifact })).not.toContain('exportEvidence');
  });
});
