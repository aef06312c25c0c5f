// kyn hash: CONFIG_HASH of files, as sha256sum prints it.
import { configHash } from '../../../../src-shared/repro/hash/configHash';
import { type CliContext, type Command, formatOf, formatOption, type Outcome } from '../command';
import { exitCode } from '../exitCode';
import { outcome } from '../outcome';
import { type HashedFile, hashJson, hashText } from '../print/hashes';
import { readInput, unreadableMessage } from '../readInput';
import type { SpecSource } from '../specImports';

/** The command. */
export const hash: Command = {
  name: 'hash',
  usage: 'FILE... [--format FORMAT]',
  summary: 'Print the CONFIG_HASH of specs.',
  details: [
    'CONFIG_HASH is the SHA-256 of the text as KynML reads it: line ends count as \\n, everything else as it is, a byte order mark too.',
    'The JSON also has closureHash, which covers the imported files; null where a spec imports nothing or an import cannot be read.',
    'A file that cannot be read is named on standard error; the others are printed all the same.',
  ],
  files: { min: 1, max: Number.POSITIVE_INFINITY, name: 'a file' },
  options: [formatOption('text', 'json')],
  run: hashFiles,
};

async function hashFiles(context: CliContext): Promise<Outcome> {
  const json = formatOf(context) === 'json';
  const hashed: HashedFile[] = [];
  const messages: string[] = [];
  for (const given of context.files) {
    const { label, path, content } = await readInput(context, given);
    if (content.ok) hashed.push(await hashOf(context, { label, path, text: content.text }, json));
    else messages.push(unreadableMessage(label, content.reason));
  }
  return outcome(exitCode(messages.length > 0, false), (json ? hashJson : hashText)(hashed), messages);
}

type LabelledSpec = SpecSource & { readonly label: string };

async function hashOf(context: CliContext, spec: LabelledSpec, withClosure: boolean): Promise<HashedFile> {
  const { label, path, text } = spec;
  const { sha256 } = context.host;
  const own = { path: label, configHash: configHash(text, sha256) };
  if (!withClosure) return own;
  // Only the JSON needs the language, so only it loads it.
  const { closureHashOf } = await import('../specImports');
  return { ...own, closureHash: closureHashOf(context, { path, text }) };
}
