// The findings of one file that need more than its text: its bytes, its lock, the spec that it pins. The editor and the command line share them.
import type { Artifact } from '../../artifacts/read';
import { secretsOf } from '../../artifacts/secrets/secrets';
import type { EncodingFault } from '../../host/readText';
import type { Analysis } from '../../kyn/analyze';
import { byteFinding } from '../../kyn/byteFinding';
import type { Data } from '../../kyn/data/data';
import { dataFindings, withDataFixes } from '../../kyn/dataFindings';
import { secretTexts } from '../../kyn/names/secretTexts';
import { byPlace, type Diagnostic, withoutSecrets } from '../../text/diagnostic';
import { member } from '../../text/jsonText';
import { type Span, span } from '../../text/span';
import { policyRowNames } from '../compare/policyTable';
import { lockDrift } from '../findings/lockDrift';
import { lockOrphan } from '../findings/lockOrphan';
import { lockOutside } from '../findings/lockOutside';
import { specUnreadable } from '../findings/specUnreadable';
import { unknownPolicyRow } from '../findings/unknownPolicyRow';
import type { ChangesSince, LockReport } from '../lock/findLock';
import type { NotRead } from '../lock/pinnedSpec';
import { notASpec } from './notASpec';

/** Facts about a spec besides its text. `fault`: the file is not UTF-8. `hiddenBom`: the file has a byte order mark that the text does not show. */
export interface SpecFacts {
  readonly fault?: EncodingFault | undefined;
  readonly hiddenBom: boolean;
  readonly lock: LockReport;
  /** The data that the spec names; absent for a spec that is not a file on disk. */
  readonly data?: Data;
}

/** All findings of a spec, sorted by place. A missing lock is not a finding, because locks are optional. */
export function specFindings(analysis: Analysis, { fault, hiddenBom, lock, data }: SpecFacts): Diagnostic[] {
  const { text } = analysis.tree;
  const first = firstLine(text);
  const ofBytes = [
    ...(fault ? [byteFinding(fault, first)] : []),
    ...(hiddenBom ? [byteFinding('byte-order-mark', first)] : []),
  ];
  // Everything else would be about the markers of a conflict or the lines of a pointer, not about a spec.
  const instead = notASpec(analysis.tree);
  if (instead.length > 0) return [...ofBytes, ...instead].sort(byPlace);
  const secrets = secretTexts(analysis.tree, analysis.composition);
  const found: Diagnostic[] = [...(data ? withoutSecrets(dataFindings(analysis, data), secrets) : []), ...ofBytes];
  if (!fault && lock.finding) found.push({ ...lock.finding, span: first });
  const ofText = data ? [...withoutSecrets(withDataFixes(analysis, data), secrets)] : [...analysis.diagnostics];
  return found.length === 0 ? ofText : [...found, ...ofText].sort(byPlace);
}

/** The finding of a file that is not UTF-8 and was not read any further. */
export const encodingFinding = (fault: EncodingFault): Diagnostic => byteFinding(fault, span(0, 0));

/**
 * The spec that an artifact pins. `hash` is its current CONFIG_HASH; undefined where it does not have one. `changesSince` compares it with the pinned
 * version.
 */
export type PinnedSpec =
  | { readonly state: 'there'; readonly hash: string | undefined; readonly changesSince?: ChangesSince }
  | NotRead;

/** All findings of an artifact; `pinned` is absent when it does not pin a spec. `label`: the path of the artifact for people. */
export function artifactFindings(artifact: Artifact, pinned: PinnedSpec | undefined, label?: string): Diagnostic[] {
  const { settings } = artifact.claims;
  const ofPin = pinned && artifact.root ? pinFindings(artifact, pinned, label) : [];
  const found = settings ? [...ofPin, ...unknownPolicyRow.find(settings, policyRowNames)] : ofPin;
  if (found.length === 0) return [...artifact.diagnostics];
  const secrets = artifact.root ? secretsOf(artifact.root).map(s => s.text) : [];
  return [...artifact.diagnostics, ...withoutSecrets(found, secrets)].sort(byPlace);
}

function pinFindings(
  { claims: { configHash, sourcePath }, root }: Artifact,
  pinned: PinnedSpec,
  label: string | undefined,
): Diagnostic[] {
  const spanOf = (key: string): Span => member(root, key)?.span ?? span(0, 0);
  switch (pinned.state) {
    case 'missing':
      return sourcePath === undefined
        ? []
        : lockOrphan.find({ sourcePath, near: pinned.near, span: spanOf('source_path') });
    case 'unreadable':
      return sourcePath === undefined
        ? []
        : [specUnreadable.report({ sourcePath, reason: pinned.reason }, spanOf('source_path'))];
    case 'outside':
      return [lockOutside.report({}, spanOf('source_path'))];
    case 'there': {
      const { hash, changesSince } = pinned;
      const changes = configHash === undefined || configHash === hash ? undefined : changesSince?.(configHash);
      return lockDrift.find({ lock: label, locked: configHash, current: hash, changes, span: spanOf('config_hash') });
    }
  }
}

/** The first line without its line end: where a finding about the whole spec is shown. */
export const firstLine = (text: string): Span => span(0, /^[^\r\n]*/.exec(text)?.[0].length ?? 0);
