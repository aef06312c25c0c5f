// What is wrong between an index of goldens and the goldens themselves: missing, not what the index says, named after something else.
// Source: DLM, "Determinism & reproducibility" (seed document 002), "Regenerating the golden".
import type { Golden } from '../../artifacts/kind';
import type { Host } from '../../host/host';
import { basename } from '../../host/paths';
import { pythonEqual } from '../../python/equal';
import type { Diagnostic, Severity } from '../../text/diagnostic';
import { type JsonNode, member, stringMember } from '../../text/jsonText';
import { shortHash } from '../hash/configHash';
import type { GoldenFile, GoldenFiles } from './files';
import { goldenName, tupleOf } from './name';

/** The findings of an index, each at the entry it is about. */
export function goldenFindings(goldens: readonly Golden[], files: GoldenFiles, sha256: Host['sha256']): Diagnostic[] {
  const found = goldens.flatMap(golden => {
    const file = files.get(golden.relpath);
    return file ? [...fileFindings(golden, file), ...nameFindings(golden, file, sha256)] : [];
  });
  return oncePerReason(found);
}

function fileFindings(golden: Golden, file: GoldenFile): Diagnostic[] {
  const { relpath } = golden;
  switch (file.state) {
    case 'missing':
      return [
        finding(golden, {
          code: 'golden-missing',
          message: `There is no ${relpath} in the repository, so nothing shows what this entry approves. Check the golden in, or remove the entry.`,
        }),
      ];
    case 'broken':
      return [
        finding(golden, {
          code: 'golden-differs',
          message: `${basename(relpath)} says nothing of an adapter: ${file.why}. Let the script of DLM write it again.`,
        }),
      ];
    case 'unread':
      return [finding(golden, { code: 'golden-unverified', severity: 'info', message: file.why })];
    case 'read':
      return contentFindings(golden, file.root);
  }
}

function contentFindings(golden: Golden, root: JsonNode): Diagnostic[] {
  const [ours, theirs] = [golden.entry, root].map(node => stringMember(node, 'adapter_sha256'));
  const adapter =
    ours !== undefined && ours !== theirs
      ? [
          finding(golden, {
            code: 'golden-differs',
            at: 'adapter_sha256',
            message: `The index approves adapter ${shortHash(ours)}, but ${basename(golden.relpath)} holds ${theirs === undefined ? 'none' : shortHash(theirs)}. Approve the golden again.`,
          }),
        ]
      : [];
  const others = ['platform', 'pinned_versions'].flatMap(field => {
    const [a, b] = [member(golden.entry, field), member(root, field)];
    if (!a || (b && pythonEqual(a, b))) return [];
    const message = `${field} is not the one of ${basename(golden.relpath)}. Approve the golden again.`;
    return [finding(golden, { code: 'golden-differs', severity: 'warning', at: field, message })];
  });
  return [...adapter, ...others];
}

// The file knows best what it is for; where it does not say, the entry does.
function nameFindings(golden: Golden, file: GoldenFile, sha256: Host['sha256']): Diagnostic[] {
  const tuple = (file.state === 'read' ? tupleOf(file.root) : undefined) ?? tupleOf(golden.entry);
  if (!tuple) return [];
  const name = goldenName(tuple, sha256);
  if (name === basename(golden.relpath)) return [];
  const message = `This name is not made from the versions and the platform of the golden, which give ${name}; a run with them does not find it. Let the script of DLM write the golden again.`;
  return [finding(golden, { code: 'golden-name', severity: 'warning', message })];
}

interface Words {
  readonly code: string;
  readonly severity?: Severity;
  /** The field that it is about; the golden's path where absent. */
  readonly at?: string;
  readonly message: string;
}

function finding({ entry }: Golden, { code, severity = 'error', at = 'golden_relpath', message }: Words): Diagnostic {
  return { code, severity, message, span: (member(entry, at) ?? entry).span, fixes: [] };
}

// What holds for all entries alike is told at the first.
function oncePerReason(found: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return found.filter(({ code, message }) => {
    if (code !== 'golden-unverified') return true;
    const isNew = !seen.has(message);
    seen.add(message);
    return isNew;
  });
}
