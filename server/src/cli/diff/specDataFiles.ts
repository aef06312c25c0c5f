// The data files of two specs that name the same path. In another folder the same path may lead to another file.
import type { ReadFailure } from '../../../../src-shared/host/host';
import { dirname } from '../../../../src-shared/host/paths';
import { reasonText } from '../../../../src-shared/host/readText';
import { analyze } from '../../../../src-shared/kyn/analyze';
import type { DataFile } from '../../../../src-shared/kyn/data/data';
import type { SyntaxTree } from '../../../../src-shared/kyn/syntax/ast';
import type { DataDifference } from '../../../../src-shared/repro/compare/specs';
import { type TrainedData, trainedData } from '../../../../src-shared/repro/data/trainedData';
import { oneLine } from '../../../../src-shared/text/oneLine';
import type { CliEnvironment } from '../command';
import { displayName } from '../readInput';
import { createSpecData } from '../specData';
import { createImportReader } from '../specImports';

/** A spec to compare; `path` is absolute. */
export interface SpecFile {
  readonly label: string;
  readonly path: string;
  readonly tree: SyntaxTree;
}

/** How the data files of two specs differ; undefined where they are the same, or where the settings already show a difference. */
export async function compareDataFiles(
  environment: CliEnvironment,
  a: SpecFile,
  b: SpecFile,
): Promise<DataDifference | undefined> {
  const imports = createImportReader(environment);
  const dataOf = ({ path, tree }: SpecFile): TrainedData | undefined =>
    trainedData(analyze({ tree, composition: imports.composition(path, tree) }));
  const [left, right] = [dataOf(a), dataOf(b)];
  if (!left || !right || left.written !== right.written) return undefined;
  const isSamePlace = dirname(a.path) === dirname(b.path) && left.from === right.from;
  return isSamePlace ? undefined : compareFiles(environment, [a, left], [b, right]);
}

type Side = readonly [spec: SpecFile, data: TrainedData];

async function compareFiles(environment: CliEnvironment, a: Side, b: Side): Promise<DataDifference | undefined> {
  const dataFor = createSpecData(environment);
  const [left, right] = [await findFile(dataFor, a), await findFile(dataFor, b)];
  if ('reason' in left) return { state: 'unknown', reason: left.reason };
  if ('reason' in right) return { state: 'unknown', reason: right.reason };
  const { host } = environment;
  if ((host.realPath(left.path) ?? left.path) === (host.realPath(right.path) ?? right.path)) return undefined;
  const [x, y] = [await host.hashFile(left.path), await host.hashFile(right.path)];
  if (!x.ok) return { state: 'unknown', reason: unreadable(left.label, x.reason) };
  if (!y.ok) return { state: 'unknown', reason: unreadable(right.label, y.reason) };
  return x.hash === y.hash ? undefined : { state: 'differ', a: left.label, b: right.label };
}

type Found = { readonly path: string; readonly label: string } | { readonly reason: string };

async function findFile(dataFor: ReturnType<typeof createSpecData>, [spec, data]: Side): Promise<Found> {
  const file: DataFile = (await dataFor(spec.path)).find(data.written, data.from);
  switch (file.state) {
    case 'found':
      return { path: file.path, label: file.label };
    case 'unreadable':
      return { reason: `${file.label} cannot be read: ${file.reason}` };
    case 'missing':
      return { reason: `${oneLine(data.written)} of ${displayName(spec.label)} does not exist` };
    case 'unknown':
      return { reason: `the place of ${oneLine(data.written)} of ${displayName(spec.label)} is not certain` };
  }
}

const unreadable = (label: string, reason: ReadFailure | 'aborted'): string =>
  `${label} cannot be read: ${reasonText(reason === 'aborted' ? 'unreadable' : reason)}`;
