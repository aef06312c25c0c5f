// The data files of two specs that name the same path. In another folder the same path may lead to another file.
import type { ReadFailure } from '../../../../src-shared/host/host';
import { dirname } from '../../../../src-shared/host/paths';
import { reasonText } from '../../../../src-shared/host/readText';
import { type Analysis, analyze } from '../../../../src-shared/kyn/analyze';
import type { DataFile } from '../../../../src-shared/kyn/data/data';
import { dvcCommand } from '../../../../src-shared/kyn/data/dvcAdvice';
import type { SyntaxTree } from '../../../../src-shared/kyn/syntax/ast';
import type { DataDifference } from '../../../../src-shared/repro/compare/specs';
import { lineEndName } from '../../../../src-shared/repro/data/comparedData';
import { differingLineEnds, recordedLineEnds } from '../../../../src-shared/repro/data/lineEnds';
import { pointerAt } from '../../../../src-shared/repro/data/pointerAt';
import { isDataSwept, type TrainedData, trainedData } from '../../../../src-shared/repro/data/trainedData';
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
  const analysisOf = ({ path, tree }: SpecFile): Analysis =>
    analyze({ tree, composition: imports.composition(path, tree) });
  const [left, right] = [analysisOf(a), analysisOf(b)];
  if (placeOf(a, left) === placeOf(b, right)) return undefined;
  const [x, y] = [dataOf(left), dataOf(right)];
  if (x === 'none' && y === 'none') return undefined;
  if (typeof x === 'string' || typeof y === 'string')
    return { state: 'unknown', reason: 'it is not certain which files the specs train on' };
  return x.written === y.written ? compareFiles(environment, [a, x], [b, y]) : undefined;
}

// A path leads to the same file for specs in one folder that import the same files.
const placeOf = ({ path }: SpecFile, { composition }: Analysis): string =>
  JSON.stringify([dirname(path), ...composition.files.map(f => dirname(f.id))]);

// `none` without a dataset, `unknown` where it is not certain which files the spec trains on.
function dataOf(analysis: Analysis): TrainedData | 'none' | 'unknown' {
  if (!analysis.scope.declared.isAny('dataset') && analysis.scope.complete) return 'none';
  return (isDataSwept(analysis) ? undefined : trainedData(analysis)) ?? 'unknown';
}

type Side = readonly [spec: SpecFile, data: TrainedData];

async function compareFiles(environment: CliEnvironment, a: Side, b: Side): Promise<DataDifference | undefined> {
  const dataFor = createSpecData(environment);
  const [left, right] = [await findFile(dataFor, a), await findFile(dataFor, b)];
  if ('reason' in left) return { state: 'unknown', reason: left.reason };
  if ('reason' in right) return { state: 'unknown', reason: right.reason };
  const { host } = environment;
  if ((host.realPath(left.path) ?? left.path) === (host.realPath(right.path) ?? right.path)) return undefined;
  const [x, y] = [await hashOf(environment, left), await hashOf(environment, right)];
  if (typeof x !== 'string') return { state: 'unknown', reason: x.reason };
  if (typeof y !== 'string') return { state: 'unknown', reason: y.reason };
  if (x === y) return undefined;
  const ends = lineEndsOf(environment, [left, x], [right, y]);
  return { state: 'differ', a: left.label, b: right.label, ...(ends && { lineEnds: ends }) };
}

// A file whose data is not here is compared by the hash in its pointer, which only uniform line ends can match.
function lineEndsOf(
  { host }: CliEnvironment,
  [a, hashA]: readonly [DataPlace, string],
  [b, hashB]: readonly [DataPlace, string],
): { readonly a: string; readonly b: string } | undefined {
  const [isPointerA, isPointerB] = [a, b].map(({ path }) => pointerAt(host, path) !== undefined);
  if (isPointerA && isPointerB) return undefined;
  if (!isPointerA && !isPointerB) return inWords(differingLineEnds(host, a.path, b.path));
  const found = isPointerA ? recordedLineEnds(host, b.path, hashA) : recordedLineEnds(host, a.path, hashB);
  if (!found) return undefined;
  return inWords(isPointerA ? { a: found.recorded, b: found.now } : { a: found.now, b: found.recorded });
}

const inWords = (ends: ReturnType<typeof differingLineEnds>): { readonly a: string; readonly b: string } | undefined =>
  ends && { a: lineEndName(ends.a), b: lineEndName(ends.b) };

// The SHA-256 of a data file. A pointer states that of the file in whose place it is.
async function hashOf({ host }: CliEnvironment, { path, label }: DataPlace): Promise<string | Unknown> {
  const pointer = pointerAt(host, path);
  if (pointer)
    return (
      pointer.oid ?? { reason: `${label} is a ${pointer.name} pointer; run \`${pointer.fetch}\` to fetch the data` }
    );
  const hashed = await host.hashFile(path);
  return hashed.ok ? hashed.hash : { reason: unreadable(label, hashed.reason) };
}

interface DataPlace {
  readonly path: string;
  readonly label: string;
}

interface Unknown {
  readonly reason: string;
}

async function findFile(dataFor: ReturnType<typeof createSpecData>, [spec, data]: Side): Promise<DataPlace | Unknown> {
  const file: DataFile = (await dataFor(spec.path)).find(data.written, data.from);
  switch (file.state) {
    case 'found':
      return { path: file.path, label: file.label };
    case 'unreadable':
      return { reason: `${file.label} cannot be read: ${file.reason}` };
    case 'missing':
      return {
        reason: `${oneLine(data.written)} of ${displayName(spec.label)} does not exist${file.dvc ? `; ${dvcCommand(file.dvc)}` : ''}`,
      };
    case 'unknown':
      return { reason: `the place of ${oneLine(data.written)} of ${displayName(spec.label)} is not certain` };
  }
}

const unreadable = (label: string, reason: ReadFailure | 'aborted'): string =>
  `${label} cannot be read: ${reasonText(reason === 'aborted' ? 'unreadable' : reason)}`;
