// Runs `kyn dlm compare`: reads the locks, decides as DLM does, prints.
import { kindById } from '../../../../src-shared/artifacts/detect';
import { readArtifact } from '../../../../src-shared/artifacts/read';
import { decideLock, type LockMode } from '../../../../src-shared/repro/dlm/policy';
import { BOM } from '../../../../src-shared/repro/hash/configHash';
import type { JsonNode } from '../../../../src-shared/text/jsonText';
import { lineIndex, positionAt } from '../../../../src-shared/text/lineIndex';
import { type CliContext, formatOf, type Options, type Outcome } from '../command';
import { duplicateKeyWarnings } from '../duplicateKeyWarnings';
import { EXIT_OK, EXIT_PROBLEMS } from '../exitCode';
import { outcome, usageError } from '../outcome';
import { createColors } from '../print/colors';
import { dlmJson, dlmText } from '../print/dlm';
import { readInput, unreadableMessage } from '../readInput';

/** Compares the locks of a context. */
export async function runDlmCompare(context: CliContext): Promise<Outcome> {
  const { files, options } = context;
  const mode = modeOf(options);
  if (typeof mode === 'object') return usageError(`dlm compare: ${mode.problem}`);
  const [prior, current] = [await readLock(context, files[0] ?? ''), await readLock(context, files[1] ?? '')];
  const obstacles = [...priorErrors(prior, mode), ...current.faults];
  if (obstacles.length > 0 || !current.root) return usageError(...obstacles);
  const decision = decideLock(prior.root, current.root, { mode });
  const text =
    formatOf(context) === 'json' ? dlmJson(decision) : dlmText(decision, mode, createColors(context.io.color));
  const notes = [...priorWarnings(prior, mode), ...prior.duplicates, ...current.duplicates];
  return outcome(decision.action === 'abort' ? EXIT_PROBLEMS : EXIT_OK, text, notes);
}

// What is not there is no recorded lock, and what is not validated may be broken; what cannot be read at all is a mistake in any mode.
function priorErrors({ state, faults }: LockFile, mode: LockMode): readonly string[] {
  if (state === 'none') return [];
  return state === 'broken' && (mode === 'update' || mode === 'ignore') ? [] : faults;
}

function priorWarnings({ state, label }: LockFile, mode: LockMode): string[] {
  if (state === 'none') return [`${label} is not there, so this is a store without a recorded lock.`];
  if (state !== 'broken') return [];
  const then = mode === 'update' ? '--update-lock writes over it' : '--ignore-lock leaves it as it is';
  return [`${label} is no valid DLM lock; ${then}.`];
}

function modeOf(options: Options): LockMode | { readonly problem: string } {
  const given = (['strict', 'update', 'ignore'] as const).filter(mode => options.has(`${mode}-lock`));
  const [first = 'default', second] = given;
  if (second === undefined) return first;
  const names = given.map(mode => `--${mode}-lock`).join(' and ');
  return { problem: `${names} exclude each other; give one of them.` };
}

// A lock as read. `root` is there only when the lock is valid; `none`: there is no such file.
interface LockFile {
  readonly state: 'none' | 'unreadable' | 'broken' | 'valid';
  readonly label: string;
  readonly root?: JsonNode;
  readonly faults: readonly string[];
  /** Warnings of keys that stand twice. */
  readonly duplicates: readonly string[];
}

async function readLock(context: CliContext, given: string): Promise<LockFile> {
  const { label, content } = await readInput(context, given);
  if (!content.ok) {
    const state = content.reason === 'missing' ? 'none' : 'unreadable';
    return { state, label, faults: [unreadableMessage(label, content.reason)], duplicates: [] };
  }
  const text = content.text.startsWith(BOM) ? content.text.slice(1) : content.text;
  const artifact = readArtifact('dlm.lock', text, kindById('dlm-lock'));
  const index = lineIndex(text);
  const faults = (artifact?.diagnostics ?? [])
    .filter(d => d.severity === 'error')
    .map(({ span, message }) => {
      const { line, character } = positionAt(index, span.start);
      return `${label}:${line + 1}:${character + 1}: ${message}`;
    });
  const whole = artifact?.root;
  const twice = whole ? duplicateKeyWarnings({ label, text, root: whole }) : [];
  const root = faults.length === 0 ? whole : undefined;
  return { state: root ? 'valid' : 'broken', label, ...(root && { root }), faults, duplicates: twice };
}
