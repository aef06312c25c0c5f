// A lock that cannot be compared with its spec.
import { defineFinding } from '../../text/defineFinding';
import { type SpecFault, specFaultFix, specFaultText } from '../../text/specFault';

/** What is wrong with a lock. `reason` completes "cannot be read as a lock: ". */
export type LockProblem =
  | 'conflict'
  | 'byte-order-mark'
  | 'unknown-schema'
  | 'number-schema'
  | 'no-hash'
  | 'no-source'
  | 'spec-without-hash'
  | { readonly specFault: SpecFault }
  | { readonly reason: string };

interface UnreadableLock {
  readonly lock: string;
  readonly problem: LockProblem;
}

function messageOf({ lock, problem }: UnreadableLock): string {
  switch (problem) {
    case 'conflict':
      return `${lock} contains a merge conflict, so it does not lock any version. Resolve it, or regenerate the lock.`;
    case 'byte-order-mark':
      return `${lock} starts with a byte order mark, so Python cannot read it. Save it as UTF-8 without the mark, or regenerate the lock.`;
    case 'unknown-schema':
      return `${lock} does not have a supported \`schema_version\`. Regenerate the lock.`;
    case 'number-schema':
      return `${lock} has the number 1 as \`schema_version\`, which must be the text "1". Correct it, or regenerate the lock.`;
    case 'no-hash':
      return `${lock} does not have a \`config_hash\` of 64 hex digits. Regenerate the lock.`;
    case 'no-source':
      return `${lock} does not have a \`source_path\`, so it is not known whether it locks this spec, and it pins another text. Correct \`source_path\`, or regenerate the lock.`;
    case 'spec-without-hash':
      return `The spec does not have a CONFIG_HASH, so it cannot be compared with ${lock}. Save it as UTF-8.`;
    default:
      if ('specFault' in problem)
        return `The spec ${specFaultText(problem.specFault)}, so it cannot be compared with ${lock}. ${specFaultFix(problem.specFault)}`;
      return `${lock} cannot be read as a lock: ${problem.reason}.`;
  }
}

/** The lock of a spec exists but cannot be used. */
export const lockUnreadable = defineFinding({
  code: 'lock-unreadable',
  severity: 'warning',
  group: 'locks',
  summary:
    'The lock of a spec exists but cannot be compared with it. The spec is a Git LFS pointer or contains a merge conflict; or the lock contains a merge conflict, starts with a byte order mark, has an integer that Python does not read, is not a JSON object, is a folder, is a link that leads out of the folder and its repository, does not contain a hash, a `source_path` or a supported schema, or reading it is not permitted.',
  fix: 'Correct the file, or regenerate the lock.',
  message: messageOf,
});
