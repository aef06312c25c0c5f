// kyn hash: the CONFIG_HASH of files, in the format of sha256sum.
import { configHash } from '../../../../src-shared/repro/hash/configHash';
import { lfsPointer } from '../../../../src-shared/text/lfsPointer';
import { specFaultFix, specFaultText } from '../../../../src-shared/text/specFault';
import { type CliContext, type Command, formatOf, formatOption, type Outcome } from '../command';
import { exitCode } from '../exitCode';
import { keepingGaps, outcome } from '../outcome';
import { type HashedFile, hashJson, hashText } from '../print/hashes';
import { forEachFile } from '../progress';
import { displayName, readTarget, unreadableMessage } from '../readInput';
import { findSpecs } from '../search/findSpecs';
import type { SpecSource } from '../specImports';

/** The command. */
export const hash: Command = {
  name: 'hash',
  usage: 'PATH... [--format FORMAT]',
  summary: 'Print the CONFIG_HASH of specs.',
  details: [
    'The CONFIG_HASH is the SHA-256 of the text as KynML reads it: line ends count as \\n, everything else counts unchanged, including a byte order mark.',
    'The JSON also has closureHash, which covers the imported files. It is null if a spec imports nothing or an import cannot be read.',
    'Folders are searched for specs; files that git ignores are left out.',
    'Files that cannot be read are named on standard error; the others are printed.',
  ],
  examples: [
    { line: 'hash house.kyn', doc: 'Print the CONFIG_HASH of a spec' },
    { line: 'hash . -o hashes.txt', doc: 'Write that of every spec of a folder, in the format of sha256sum' },
  ],
  files: { min: 1, max: Number.POSITIVE_INFINITY, noun: 'path' },
  options: [formatOption('text', 'json')],
  namesStdin: true,
  run: hashFiles,
};

async function hashFiles(context: CliContext): Promise<Outcome> {
  const json = formatOf(context) === 'json';
  const hashed: HashedFile[] = [];
  const messages: string[] = [];
  const { targets, notes, incomplete } = await findSpecs(context);
  await forEachFile(context, 'hashing', targets, async target => {
    const { label, path, content } = await readTarget(context, target);
    if (!content.ok) messages.push(unreadableMessage(label, content.reason));
    else if (lfsPointer(content.text)) messages.push(pointerMessage(label));
    else hashed.push(await hashOf(context, { label, path, text: content.text }, json));
  });
  const unusable = [...messages, ...incomplete];
  const text = (json ? hashJson : hashText)(hashed);
  return keepingGaps(outcome(exitCode(unusable.length > 0, false), text, [...unusable, ...notes]), notes);
}

// The hash of a pointer would be taken for that of the spec. A spec with a merge conflict has the hash of its text.
const pointerMessage = (label: string): string =>
  `${displayName(label)} ${specFaultText('pointer')}, so its CONFIG_HASH is unknown. ${specFaultFix('pointer')}`;

type LabelledSpec = SpecSource & { readonly label: string };

async function hashOf(context: CliContext, spec: LabelledSpec, withClosure: boolean): Promise<HashedFile> {
  const { label, path, text } = spec;
  const { sha256 } = context.host;
  const file = { path: label, configHash: configHash(text, sha256) };
  if (!withClosure) return file;
  // Only the JSON needs the parser, so it is loaded on demand.
  const { closureHashOf } = await import('../specImports');
  return { ...file, closureHash: closureHashOf(context, { path, text }) };
}
