// Whether the data and the code of two runs are the same.
import type { Change } from '../../../repro/compare/compareWhole';
import { jsonBool, jsonString } from '../../../text/makeJson';
import type { CodeIdentity, TrackedRun } from '../trackedRun';
import { compareDigests } from './digests';
import { absentText, type IdentityResult, rowOf, unknownText } from './identityResult';

/** Compares the digests of the data. */
export function compareData(a: TrackedRun, b: TrackedRun): IdentityResult {
  const { state: found, why, rows } = compareDigests('data', a.data, b.data);
  // Digests of a part of the data do not prove that all of it is the same.
  const state = found === 'same' && absentText('data', a, b) !== '' ? 'unknown' : found;
  const reason = {
    same: 'The digests of the data are the same.',
    differs: `The data differs. ${why}`,
    unknown: unknownText('the data', [absentText('data', a, b), why].filter(text => text !== '').join(' ')),
  }[state];
  return { identity: 'data', state, reason, rows };
}

/** Compares the code: by the digests of scripts where both have them, otherwise by the commit and the uncommitted changes. */
export function compareCode(a: TrackedRun, b: TrackedRun): IdentityResult {
  const rows = [...commitRows(a.code, b.code), ...compareDigests('code', a.code.files, b.code.files).rows];
  const [state, why] = a.code.files.length > 0 && b.code.files.length > 0 ? ofFiles(a, b) : ofCommits(a, b);
  const reason =
    state === 'unknown'
      ? unknownText('both programs', [why, absentText('code', a, b)].filter(text => text !== '').join(' '))
      : why;
  return { identity: 'code', state, reason, rows };
}

type Judged = readonly [state: IdentityResult['state'], why: string];

function ofFiles(a: TrackedRun, b: TrackedRun): Judged {
  const { state, why } = compareDigests('code', a.code.files, b.code.files);
  const isOther =
    a.code.commit !== undefined && b.code.commit !== undefined && !isSameCommit(a.code.commit, b.code.commit);
  if (state === 'same' && isOther)
    return [
      'unknown',
      'The scripts that both runs list are the same, but the commits differ, and other files are not recorded.',
    ];
  if (state === 'same') return ['same', 'The scripts that both runs list are the same. Other files are not recorded.'];
  return [state, state === 'differs' ? `The scripts differ. ${why}` : why];
}

function ofCommits({ code: a }: TrackedRun, { code: b }: TrackedRun): Judged {
  if (a.commit === undefined || b.commit === undefined) return ['unknown', ''];
  if (!isSameCommit(a.commit, b.commit)) return ['differs', 'The commits differ.'];
  if (a.isDirty === undefined || b.isDirty === undefined) return ['unknown', 'The commit is the same.'];
  if (a.isDirty !== b.isDirty) return ['differs', 'The commit is the same, but one run had uncommitted changes.'];
  if (!a.isDirty) return ['same', 'The commit is the same, without uncommitted changes.'];
  if (a.patch === undefined || b.patch === undefined)
    return ['unknown', 'The commit is the same, but both runs had uncommitted changes that were not kept.'];
  return a.patch === b.patch
    ? ['same', 'The commit and the uncommitted changes are the same.']
    : ['differs', 'The commit is the same, but the uncommitted changes differ.'];
}

const MIN_COMMIT = 7;

/** Whether two commits are the same; one may be shortened. */
export function isSameCommit(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  return length >= MIN_COMMIT && a.slice(0, length) === b.slice(0, length);
}

function commitRows(a: CodeIdentity, b: CodeIdentity): Change[] {
  const commit = (code: CodeIdentity) => (code.commit === undefined ? undefined : jsonString(code.commit));
  const dirty = (code: CodeIdentity) => (code.isDirty === undefined ? undefined : jsonBool(code.isDirty));
  return (
    [
      ['commit', commit],
      ['dirty', dirty],
    ] as const
  ).flatMap(([name, of]) => {
    const [x, y] = [of(a), of(b)];
    return x || y ? [rowOf('code', name, { ...(x && { a: x }), ...(y && { b: y }), serious: 'warn' })] : [];
  });
}
