// The findings of one file that come from more than its text: its bytes, its lock, the spec that it pins. The same for editor and command line.
import type { Artifact } from '../../artifacts/read';
import { secretsOf, withoutSecrets } from '../../artifacts/secrets/secrets';
import type { Analysis } from '../../kyn/analyze';
import { byteFinding } from '../../kyn/byteFindings';
import type { Data } from '../../kyn/data/data';
import { dataFindings, withDataFixes } from '../../kyn/dataFindings';
import { byPlace, type Diagnostic, type Severity } from '../../text/diagnostic';
import { member } from '../../text/jsonText';
import { type Span, span } from '../../text/span';
import { driftMessage, type LockReport, type LockState } from '../lock/findLock';

/** What is known of a spec besides its text. `hiddenBom`: the file has a byte order mark that the text does not show. */
export interface SpecFacts {
  readonly utf8: boolean;
  readonly hiddenBom: boolean;
  readonly lock: LockReport;
  /** The data that the spec names; absent for a spec that lies nowhere. */
  readonly data?: Data;
}

const LOCK_CODES: Readonly<Partial<Record<LockState, { code: string; severity: Severity }>>> = {
  drifted: { code: 'lock-drift', severity: 'warning' },
  invalid: { code: 'lock-unreadable', severity: 'warning' },
  newer: { code: 'lock-newer', severity: 'info' },
};

/** All findings of a spec, sorted by place. A missing lock is no finding: locks are opt-in. */
export function specFindings(analysis: Analysis, { utf8, hiddenBom, lock, data }: SpecFacts): Diagnostic[] {
  const first = firstLine(analysis.tree.text);
  const own: Diagnostic[] = data ? dataFindings(analysis, data) : [];
  if (!utf8) own.push(byteFinding('not-utf8', first));
  if (hiddenBom) own.push(byteFinding('byte-order-mark', first));
  const lockCode = utf8 ? LOCK_CODES[lock.state] : undefined;
  if (lockCode) own.push(finding(lockCode.code, lockCode.severity, first, lock.message));
  const ofText = data ? withDataFixes(analysis, data) : [...analysis.diagnostics];
  return own.length === 0 ? ofText : [...own, ...ofText].sort(byPlace);
}

/** The finding of a file whose bytes are not UTF-8 and that was not read any further. */
export const notUtf8Finding = (): Diagnostic => byteFinding('not-utf8', span(0, 0));

/** What is known of the spec that an artifact pins. `hash` is its CONFIG_HASH now; undefined where it has none. */
export type PinnedNow =
  | { readonly state: 'there'; readonly hash: string | undefined }
  | { readonly state: 'missing' | 'outside' };

/** All findings of an artifact; `pinned` is absent when it pins no spec. */
export function artifactFindings(artifact: Artifact, pinned: PinnedNow | undefined): Diagnostic[] {
  const { configHash: locked, sourcePath } = artifact.claims;
  const place = (key: string): Span => member(artifact.root, key)?.span ?? span(0, 0);
  const own: Diagnostic[] = [];
  const specHash = pinned?.state === 'there' ? pinned.hash : undefined;
  if (pinned?.state === 'missing' && sourcePath !== undefined)
    own.push(
      finding(
        'lock-orphan',
        'warning',
        place('source_path'),
        `There is no spec ${sourcePath} beside this lock or in the workspace folder.`,
      ),
    );
  if (pinned?.state === 'outside') own.push(finding('lock-outside', 'warning', place('source_path'), OUTSIDE));
  if (specHash !== undefined && locked !== undefined && /^[0-9a-f]{64}$/.test(locked) && locked !== specHash)
    own.push(finding('lock-drift', 'warning', place('config_hash'), driftMessage(locked, specHash)));
  if (own.length === 0) return [...artifact.diagnostics];
  const secrets = artifact.root ? secretsOf(artifact.root) : [];
  const hidden = own.map(d => ({ ...d, message: withoutSecrets(d.message, secrets) }));
  return [...artifact.diagnostics, ...hidden].sort(byPlace);
}

const OUTSIDE =
  'The spec that this lock names lies outside of the folder or repository of the lock, or is reached through a link, so it was not read and nothing is known of it. Name it by a path inside, or open or check a folder that holds both.';

function finding(code: string, severity: Severity, at: Span, message: string): Diagnostic {
  return { code, severity, message, span: at, fixes: [] };
}

/** The first line without its end: where what concerns a whole spec is shown. */
export const firstLine = (text: string): Span => span(0, /^[^\r\n]*/.exec(text)?.[0].length ?? 0);
