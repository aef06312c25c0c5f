// The result of a data verification as a message. Independent of VS Code.
import type { DataPlan, DataResult } from '../../../src-shared/protocol/requests';
import { shortHash } from '../../../src-shared/text/hashForm';
import { t } from '../ui/l10n';
import type { Level } from '../ui/showMessage';

/** A message. */
export interface VerificationMessage {
  readonly level: Level;
  readonly text: string;
}

/** Explains why nothing can be verified. `manifest` is its display name. */
export function cannotVerifyMessage(
  reason: Extract<DataPlan, { ok: false }>['reason'],
  manifest: string,
): VerificationMessage {
  switch (reason) {
    case 'foreign':
      return { level: 'information', text: t('{0} records no data files, so nothing can be verified.', manifest) };
    case 'null':
      return {
        level: 'information',
        text: t(
          '{0} contains no data hash because the dataset was missing or unreadable when it was written, so nothing can be compared.',
          manifest,
        ),
      };
    case 'malformed':
      return {
        level: 'warning',
        text: t('The data hash in {0} is not a SHA-256, so nothing can be compared.', manifest),
      };
    case 'failed':
      return {
        level: 'error',
        text: t('The data files of {0} could not be determined. See the log for the reason.', manifest),
      };
  }
}

/** The result of hashing the files. `malformed`: number of recorded values that are not hashes. */
export function verificationMessage(
  results: readonly DataResult[],
  manifest: string,
  malformed = 0,
): VerificationMessage {
  const [only, ...more] = results;
  const different = results.filter(isDifferent);
  const unread = results.filter(({ actual }) => actual === undefined);
  const level = different.length > 0 ? 'error' : unread.length + malformed > 0 ? 'warning' : 'information';
  const text =
    only && more.length === 0
      ? singleFileMessage(only, manifest)
      : t(
          '{0} of {1} files match the hashes recorded in {2}.',
          results.length - different.length - unread.length,
          results.length,
          manifest,
        );
  const list = more.length === 0 ? [] : [...lists(different, unread)];
  const left =
    malformed === 0
      ? []
      : [
          malformed === 1
            ? t('1 recorded value is not a SHA-256.')
            : t('{0} recorded values are not SHA-256 hashes.', malformed),
        ];
  return { level, text: [text, ...list, ...left, ...notes(results)].join(' ') };
}

// A note is often the same for all files.
const notes = (results: readonly DataResult[]): string[] => [...new Set(results.flatMap(({ note }) => note ?? []))];

const isDifferent = ({ actual, recorded }: DataResult): boolean => actual !== undefined && actual !== recorded;

function singleFileMessage({ label, recorded, actual, reason = '' }: DataResult, manifest: string): string {
  if (actual === undefined) return t('{0} was not verified: {1}.', label, reason);
  if (actual === recorded)
    return t('{0} matches the data recorded in {1} (SHA-256 {2}).', label, manifest, shortHash(actual));
  return t(
    '{0} does not match the data recorded in {1} (recorded: {2}, current: {3}). The file changed, or the run read another file.',
    label,
    manifest,
    shortHash(recorded),
    shortHash(actual),
  );
}

const MAX_NAMES = 5;

function lists(different: readonly DataResult[], unread: readonly DataResult[]): string[] {
  const named = (results: readonly DataResult[], word: (result: DataResult) => string): string =>
    [...results.slice(0, MAX_NAMES).map(word), ...(results.length > MAX_NAMES ? ['…'] : [])].join(', ');
  const hashes = ({ name, recorded, actual = '' }: DataResult): string =>
    `${name} (${shortHash(recorded)} → ${shortHash(actual)})`;
  return [
    ...(different.length > 0 ? [t('Different from the recorded hash: {0}.', named(different, hashes))] : []),
    ...(unread.length > 0
      ? [
          t(
            'Not verified: {0}.',
            named(unread, r => `${r.name} (${r.reason ?? ''})`),
          ),
        ]
      : []),
  ];
}
