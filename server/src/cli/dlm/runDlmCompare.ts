// Runs `kyn dlm compare`: reads the locks, decides as DLM does, prints.
import { kindById } from '../../../../src-shared/artifacts/detect';
import { readArtifact } from '../../../../src-shared/artifacts/read';
import { BOM } from '../../../../src-shared/repro/configHash';
import { decideLock, type LockMode } from '../../../../src-shared/repro/dlmPolicy';
import type { JsonNode } from '../../../../src-shared/text/jsonText';
import { lineIndex, positionAt } from '../../../../src-shared/text/lineIndex';
import { type Context, formatOf, type Options, type Outcome } from '../command';
import { FINE, PROBLEMS } from '../exitCode';
import { outcome, unusable } from '../outcome';
import { dlmJson, dlmText } from '../print/dlm';
import { palette } from '../print/paint';
import { readInput, unreadableMessage } from '../readInput';

/** Compares the locks of a context. */
export async function runDlmCompare(context: Context): Promise<Outcome> {
  const { files, options } = context;
  const mode = modeOf(options);
  const problem = typeof mode === 'object' ? mode.problem : filesProblem(files, options);
  if (problem !== undefined || typeof mode === 'object') return unusable(`dlm compare: ${problem ?? ''}`);
  const named = options.has('no-prior') ? [undefined, files[0]] : files;
  const [prior, current] = [await lockOf(context, named[0]), await lockOf(context, named[1])];
  // A broken lock is no obstacle where it is to be written over anyway; one that cannot be read at all is.
  const overwritten = mode === 'update' && prior.state === 'broken';
  const bad = [...(overwritten ? [] : prior.faults), ...current.faults];
  if (bad.length > 0 || !current.root) return unusable(...bad);
  const decision = decideLock(prior.root, current.root, { mode });
  const text = formatOf(context) === 'json' ? dlmJson(decision) : dlmText(decision, mode, palette(context.io.color));
  const notes = overwritten ? [`${prior.label} is no valid DLM lock; --update-lock writes over it.`] : [];
  return outcome(decision.action === 'abort' ? PROBLEMS : FINE, text, notes);
}

function modeOf(options: Options): LockMode | { readonly problem: string } {
  const given = (['strict', 'update', 'ignore'] as const).filter(mode => options.has(`${mode}-lock`));
  const [first = 'default', second] = given;
  if (second === undefined) return first;
  const names = given.map(mode => `--${mode}-lock`).join(' and ');
  return { problem: `${names} exclude each other; give one of them.` };
}

function filesProblem(files: readonly string[], options: Options): string | undefined {
  if (options.has('no-prior'))
    return files.length > 1 ? `with --no-prior only CURRENT is named, and ${files[1]} is one too many.` : undefined;
  return files.length < 2
    ? 'it compares two locks; where none is recorded yet, name CURRENT alone with --no-prior.'
    : undefined;
}

// A lock as read. `root` is there only when the lock is valid.
interface ReadLock {
  readonly state: 'none' | 'unreadable' | 'broken' | 'valid';
  readonly label: string;
  readonly root?: JsonNode;
  readonly faults: readonly string[];
}

async function lockOf(context: Context, given: string | undefined): Promise<ReadLock> {
  if (given === undefined) return { state: 'none', label: '', faults: [] };
  const { label, content } = await readInput(context, given);
  if (!content.ok) return { state: 'unreadable', label, faults: [unreadableMessage(label, content.reason)] };
  const text = content.text.startsWith(BOM) ? content.text.slice(1) : content.text;
  const artifact = readArtifact('dlm.lock', text, kindById('dlm-lock'));
  const index = lineIndex(text);
  const faults = (artifact?.diagnostics ?? [])
    .filter(d => d.severity === 'error')
    .map(({ span, message }) => {
      const { line, character } = positionAt(index, span.start);
      return `${label}:${line + 1}:${character + 1}: ${message}`;
    });
  const root = faults.length === 0 ? artifact?.root : undefined;
  return root ? { state: 'valid', label, root, faults } : { state: 'broken', label, faults };
}
