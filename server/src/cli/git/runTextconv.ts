// Runs `kyn textconv`: an artifact in JSON as sorted lines. git stops a whole diff where this fails, so any file that can be read is printed.
import { pairs } from '../../../../src-shared/artifacts/diff';
import { json } from '../../../../src-shared/artifacts/fileFormat';
import { readArtifact } from '../../../../src-shared/artifacts/read';
import type { JsonNode } from '../../../../src-shared/text/jsonText';
import { oneLine, withEscapes } from '../../../../src-shared/text/oneLine';
import { artifactValue, printJson } from '../../../../src-shared/text/outputJson';
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
  return artifact?.root && isJson ? valueLines(artifact.root) : text.replaceAll('\r', withEscapes('\r'));
}

/** The values of a tree, one a line: `metrics.mae = 0.5`. Secrets are hidden. */
export const valueLines = (root: JsonNode): string =>
  pairs(root, root)
    .map(({ path, a }) => `${oneLine(path)} = ${a ? valueText(a) : ''}\n`)
    .join('');

// A value with a very long path has inner values.
const valueText = (value: JsonNode): string => printJson(artifactValue(value)).replace(/\n\s*/g, '');
