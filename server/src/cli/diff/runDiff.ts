// Runs `kyn diff`: reads both sides, compares them, prints.
import { kinds } from '../../../../src-shared/artifacts/kinds';
import { type Artifact, readArtifact } from '../../../../src-shared/artifacts/read';
import type { DiffSide } from '../../../../src-shared/protocol/views';
import { type Comparison, compare } from '../../../../src-shared/repro/compare';
import { diffMarkdown } from '../../../../src-shared/views/diffMarkdown';
import { diffView } from '../../../../src-shared/views/diffView';
import { type Context, formatOf, type Outcome } from '../command';
import { FINE, PROBLEMS } from '../exitCode';
import { outcome, unusable } from '../outcome';
import { diffJson } from '../print/diffJson';
import { diffText } from '../print/diffText';
import { palette } from '../print/paint';
import { type Input, readInput, unreadableMessage } from '../readInput';

interface Side {
  readonly label: string;
  readonly artifact: Artifact;
}

/** Compares the two files of a context. */
export async function runDiff(context: Context): Promise<Outcome> {
  const [first = '', second = ''] = context.files;
  const a = sideOf(await readInput(context, first));
  const b = sideOf(await readInput(context, second));
  if (typeof a === 'string' || typeof b === 'string') return unusable(...[a, b].filter(s => typeof s === 'string'));
  const [left, right] = [a.artifact.kind, b.artifact.kind];
  if (left !== right)
    return unusable(
      `${a.label} is a ${left.title} and ${b.label} a ${right.title}; only two files of one kind can be compared.`,
    );
  const comparison = compare(a.artifact, b.artifact);
  const differs = context.options.has('exit-code') && comparison.verdict !== 'identical-inputs';
  return outcome(differs ? PROBLEMS : FINE, print(context, comparison, [a, b]));
}

// A side of the comparison, or a sentence that says why it is none.
function sideOf({ label, path, content }: Input): Side | string {
  if (!content.ok) return unreadableMessage(label, content.reason);
  const artifact = readArtifact(path ?? '-', content.text);
  const name = label === '-' ? 'Standard input' : label;
  if (!artifact) return `${name} cannot be compared: it is no ${kinds.map(k => k.title).join(' and no ')}.`;
  if (artifact.root) return { label, artifact };
  const why = artifact.diagnostics[0]?.message.replace(/\.$/, '') ?? '';
  return `${name} cannot be compared: it is not valid JSON (${why}).`;
}

function print(context: Context, comparison: Comparison, [a, b]: readonly [Side, Side]): string {
  const format = formatOf(context);
  if (format === 'json') return diffJson(comparison);
  const view = diffView(comparison, { a: viewSide(a), b: viewSide(b) });
  return format === 'markdown' ? diffMarkdown(view) : diffText(view, palette(context.io.color));
}

const viewSide = ({ label }: Side): DiffSide => ({ uri: '', label, detail: '' });
