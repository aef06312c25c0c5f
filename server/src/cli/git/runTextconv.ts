// Runs `kyn textconv`: an artifact in JSON as sorted lines. git stops a whole diff where this fails, so any file that can be read is printed.
import { pairs } from '../../../../src-shared/artifacts/diff';
import { json } from '../../../../src-shared/artifacts/fileFormat';
import { readArtifact } from '../../../../src-shared/artifacts/read';
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
  if (content.ok) return success(textOf(label, content.text));
  // Different contents must not look the same.
  const hashed = path === undefined ? undefined : await context.host.hashFile(path);
  return hashed?.ok
    ? success(`(not shown, because it is too large or not UTF-8) sha256 ${hashed.hash}\n`)
    : failure(unreadableMessage(label, content.reason));
}

// A line end of Windows stays visible, because a diff that hides it would claim that nothing changed.
function textOf(name: string, text: string): string {
  const artifact = readArtifact(name, text);
  const isJson = artifact?.root && (artifact.kind.fileFormat === undefined || artifact.kind.fileFormat === json);
  return artifact?.root && isJson ? valueLines(artifact.root) : plainText(text);
}

// The text as it is; what is hidden in it is hidden where it is printed.
function plainText(text: string): string {
  const shown = text.replaceAll('\r', withEscapes('\r'));
  return hasSecret(text) ? `${shown}${shown.endsWith('\n') ? '' : '\n'}${HIDDEN_NOTE}` : shown;
}

const HIDDEN_NOTE = '(A hidden value may differ between two versions without a visible change.)\n';

/**
 * The values of a tree, one a line: `metrics.mae = 0.5`. Secrets are hidden; a number shows which of them are equal, and a last line that their changes
 * cannot be seen. A hash of a short secret would reveal it.
 */
export function valueLines(root: JsonNode): string {
  const numbers = new Map<string, number>();
  const lines = pairs(root, root).map(({ path, a }) => {
    const exact = a && hidesText(a) ? exactText(a) : undefined;
    if (exact !== undefined && !numbers.has(exact)) numbers.set(exact, numbers.size + 1);
    const number = exact === undefined ? '' : ` (hidden value ${numbers.get(exact)})`;
    return `${oneLine(path)} = ${a ? valueText(a) : ''}${number}\n`;
  });
  return lines.join('') + (numbers.size === 0 ? '' : HIDDEN_NOTE);
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
