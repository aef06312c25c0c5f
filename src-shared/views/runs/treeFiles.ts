// What is not made from a spec, in the tree of runs: evaluations, and files that are not runs, each kind below a node of its own.
import type { RunTreeRun, RunTreeSpec } from '../../protocol/views';
import { fingerprintShort } from '../../repro/hash/compareFingerprints';
import { groupedBy } from '../../runs/list/groupedBy';
import type { RunRow } from '../../runs/list/runRow';
import { contradictionsOf } from '../../runs/list/trust';
import { counted, numberText } from '../../text/numberText';
import { oneLine } from '../../text/oneLine';
import { byCodePoint } from '../../text/printJson';
import { stepsSummary } from '../verificationTexts';
import { runTimeText, shortTimeText } from './runTimeText';
import { inOrder, type ListedFile, type ListedStore, type Tree } from './treeContent';
import { runNode } from './treeRun';
import { countText } from './treeTexts';

/** Whether a run is made from something else than a spec, so that it is listed by its kind. */
export const isListedByKind = ({ kind, spec }: RunRow): boolean =>
  kind.hashField === undefined && spec.path === undefined;

/** The nodes by title; a kind without a shown file has none. */
export function fileNodes(tree: Tree): RunTreeSpec[] {
  // By tag, every run is below its tags.
  const listed = tree.query.group === 'tag' ? [] : tree.all.filter(isListedByKind);
  const runs = [...groupedBy(listed, titleOf)].flatMap(([title, rows]) => runsNode(tree, title, rows));
  const files = [...groupedBy(tree.content.files, titleOf)].map(([title, all]) =>
    filesNode(
      title,
      all.length,
      all.flatMap(file => fileNode(tree, file)),
    ),
  );
  const stores = tree.content.stores.flatMap(store => storeNode(tree, store));
  const nodes = [...runs, ...files, filesNode('DLM stores', tree.content.stores.length, stores)];
  return nodes.filter(node => node.runs.length > 0).sort((a, b) => byCodePoint(a.label, b.label));
}

const titleOf = ({ kind }: Pick<RunRow | ListedFile, 'kind'>): string => kind.listing?.title ?? `${kind.title}s`;

function runsNode(tree: Tree, title: string, rows: readonly RunRow[]): RunTreeSpec {
  const { runs, headline } = inOrder(rows, tree, []);
  const place = { wording: tree.wording, headline, best: new Set<RunRow>() };
  return node(
    title,
    countText(runs, nounOf(rows)),
    runs.shown.map(row => runNode(row, place)),
  );
}

// Below `Evaluation reports` are reports.
const nounOf = ([row]: readonly RunRow[]): string | undefined => row?.kind.title.split(' ').at(-1);

function filesNode(title: string, total: number, runs: readonly RunTreeRun[]): RunTreeSpec {
  const count = counted(total, 'file');
  return node(title, runs.length === total ? count : `${numberText(runs.length)} of ${count}`, runs);
}

const node = (title: string, description: string, runs: readonly RunTreeRun[]): RunTreeSpec => ({
  id: `:kind:${title}`,
  kind: 'artifacts',
  label: title,
  description,
  tooltip: `${title}\n${description}`,
  groups: [],
  runs,
});

function fileNode(tree: Tree, file: ListedFile): RunTreeRun[] {
  const { wording } = tree;
  const { path, kind, name, facts, time, claims } = file;
  const steps = wording.stepsOf(file);
  const against = [...problemTexts(file), ...contradictionsOf(steps).map(({ text }) => text)];
  const place = oneLine(wording.label(path));
  const own = [...(claims.fingerprint ? [fingerprintShort(claims.fingerprint)] : []), ...facts].map(oneLine);
  const shown: RunTreeRun = {
    id: `:file:${path}`,
    uri: wording.uri(path),
    label: name === undefined ? place : oneLine(name),
    // What is wrong comes first, because a narrow view shows only the start.
    description: [
      ...against,
      ...(time ? [shortTimeText(time, wording.clock)] : []),
      ...own,
      ...(against.length === 0 ? ['valid'] : []),
      ...(name === undefined ? [] : [place]),
    ].join(' · '),
    tooltip: [
      place,
      ...own,
      ...(time ? [runTimeText(time, wording.clock)] : []),
      ...(against.length === 0 ? ['Its form is valid.'] : []),
      ...problemTexts(file).map(text => `Its form has ${text}.`),
      ...contradictionsOf(steps).map(({ reason }) => oneLine(reason)),
      ...(steps ? [`Verified: ${stepsSummary(steps)}`] : []),
    ].join('\n'),
    state: 'unknown',
    artifact: kind.id,
    ...((file.errors > 0 || contradictionsOf(steps).length > 0) && { mark: 'untrusted' as const }),
    isBaseline: false,
  };
  return isShown(tree, shown) ? [shown] : [];
}

function problemTexts({ errors, warnings }: ListedFile): string[] {
  const text = (count: number, noun: string): string[] => (count === 0 ? [] : [counted(count, noun)]);
  return [...text(errors, 'error'), ...text(warnings, 'warning')];
}

// A filter by state or tag asks for runs.
const isShown = ({ filter }: Tree, { label, description, tooltip }: RunTreeRun): boolean =>
  !filter || (filter.states.length === 0 && filter.matchesText(`${label}\n${description}\n${tooltip}`));

const STORE_TEXTS: Readonly<Record<ListedStore['state'], string>> = {
  valid: 'locked',
  'no-lock': 'no lock yet',
  broken: 'its lock cannot be used',
  'no-id': 'no store',
  'no-store': 'its store is not known',
  untrusted: 'not read, because the workspace is not trusted',
};

function storeNode(tree: Tree, { path, state, why, facts }: ListedStore): RunTreeRun[] {
  const { wording } = tree;
  const label = oneLine(wording.label(path));
  const description = [STORE_TEXTS[state], ...facts.map(oneLine)].join(' · ');
  const shown: RunTreeRun = {
    id: `:store:${path}`,
    uri: wording.uri(path),
    label,
    description,
    tooltip: [label, description, ...(why === '' ? [] : [oneLine(why)])].join('\n'),
    state: 'unknown',
    artifact: 'dlm-document',
    ...(state === 'broken' && { mark: 'untrusted' as const }),
    isBaseline: false,
  };
  return isShown(tree, shown) ? [shown] : [];
}
