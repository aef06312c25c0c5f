// Runs `kyn textconv`: an artifact in JSON as sorted lines. git stops a whole diff where this fails, so any file that can be read is printed.
import { pairs } from '../../../../src-shared/artifacts/diff';
import { json } from '../../../../src-shared/artifacts/fileFormat';
import { readArtifact } from '../../../../src-shared/artifacts/read';
import type { Host } from '../../../../src-shared/host/host';
import type { JsonNode } from '../../../../src-shared/text/jsonText';
import { oneLine, withEscapes } from '../../../../src-shared/text/oneLine';
import { artifactValue, printJson } from '../../../../src-shared/text/outputJson';
import { hasSecret, withoutSecretForms } from '../../../../src-shared/text/secretText';
import type { CliContext, Outcome } from '../command';
import { failure, success } from '../outcome';
import { readInput, unreadableMessage } from '../readInput';

/** Prints the file of a context. */
export async function runTextconv(context: CliContext): Promise<Outcome> {
  const [given = ''] = context.files;
  const { label, path, content } = await readInput(context, given);
  if (content.ok) return success(textOf(context.host, label, content.text));
  // Different contents must not look the same.
  const hashed = path === undefined ? undefined : await context.host.hashFile(path);
  return hashed?.ok
    ? success(`(not shown, because it is too large or not UTF-8) sha256 ${hashed.hash}\n`)
    : failure(unreadableMessage(label, content.reason));
}

// A line end of Windows stays visible, because a diff that hides it would claim that nothing changed.
function textOf(host: Hasher, name: string, text: string): string {
  const artifact = readArtifact(name, text);
  const isJson = artifact?.root && (artifact.kind.fileFormat === undefined || artifact.kind.fileFormat === json);
  return artifact?.root && isJson ? valueLines(host, artifact.root) : plainText(host, text);
}

// The text as it is; what is hidden in it is hidden where it is printed.
function plainText(host: Hasher, text: string): string {
  const shown = text.replaceAll('\r', withEscapes('\r'));
  return hasSecret(text) ? `${shown}${shown.endsWith('\n') ? '' : '\n'}${hiddenNote(host, text)}` : shown;
}

type Hasher = Pick<Host, 'sha256'>;

// Without it, git would show no change at all where only a hidden value changed. It reveals less than the hash of the file that git prints in each diff.
const DIGITS = 4;
const hiddenNote = ({ sha256 }: Hasher, all: string): string =>
  `(Where only this hash changes, a hidden value changed: ${sha256(all).slice(0, DIGITS)})\n`;

/**
 * The values of a tree, one a line: `metrics.mae = 0.5`. Secrets are hidden; a number shows which of them are equal, and the hash of all values in a last
 * line that one changed. A hash of each would reveal a short secret.
 */
export function valueLines(host: Hasher, root: JsonNode): string {
  const numbers = new Map<string, number>();
  const values = pairs(root, root);
  const lines = values.map(({ path, a }) => {
    const exact = a && hidesText(a) ? exactText(a) : undefined;
    if (exact !== undefined && !numbers.has(exact)) numbers.set(exact, numbers.size + 1);
    const number = exact === undefined ? '' : ` (hidden value ${numbers.get(exact)})`;
    return `${oneLine(path)} = ${a ? valueText(a) : ''}${number}\n`;
  });
  const exact = (): string => values.map(({ path, a }) => `${path} = ${a ? exactText(a) : ''}`).join('\n');
  return lines.join('') + (numbers.size === 0 ? '' : hiddenNote(host, exact()));
}

// Whether a part of a value is not shown.
function hidesText(node: JsonNode): boolean {
  if (node.kind === 'object') return node.members.some(m => withoutSecretForms(m.key) !== m.key || hidesText(m.value));
  if (node.kind === 'array') return node.items.some(hidesText);
  if (node.kind === 'number') return node.secret === true;
  return node.kind === 'string' && (node.secret === true || withoutSecretForms(node.text) !== node.text);
}

function exactText(node: JsonNode): string {
  if (node.kind === 'object')
    return `{${node.members.map(m => `${JSON.stringify(m.key)}: ${exactText(m.value)}`).join(', ')}}`;
  if (node.kind === 'array') return `[${node.items.map(exactText).join(', ')}]`;
  if (node.kind === 'bool') return String(node.value);
  return node.kind === 'null' ? 'null' : node.kind === 'number' ? node.text : JSON.stringify(node.text);
}

// A value with a very long path has inner values.
const valueText = (value: JsonNode): string => printJson(artifactValue(value)).replace(/\n\s*/g, '');
