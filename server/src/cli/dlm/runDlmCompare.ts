// Runs `kyn dlm compare`: reads the locks, decides as DLM does and prints the decision.
import { kindById } from '../../../../src-shared/artifacts/detect';
import { readArtifact } from '../../../../src-shared/artifacts/read';
import { decideLock, type LockMode } from '../../../../src-shared/repro/dlm/policy';
import { inBackticks } from '../../../../src-shared/text/inBackticks';
import type { JsonNode } from '../../../../src-shared/text/jsonText';
import { lineIndex, positionAt } from '../../../../src-shared/text/lineIndex';
import { type CliContext, formatOf, type Options, type Outcome } from '../command';
import { duplicateKeyWarnings } from '../duplicateKeyWarnings';
import { EXIT_OK, EXIT_PROBLEMS } from '../exitCode';
import { failure, outcome, usageError } from '../outcome';
import { createColors } from '../print/colors';
import { dlmJson, dlmText } from '../print/dlm';
import { readInput, unreadableMessage } from '../readInput';

/** Compares the locks of a context. */
export async function runDlmCompare(context: CliContext): Promise<Outcome> {
  const { files, options, io } = context;
  const mode = modeOf(options);
  if (typeof mode === 'object') return usageError(context.command, mode.problem);
  const [prior, current] = [await readLock(context, files[0] ?? ''), await readLock(context, files[1] ?? '')];
  const errors = [...priorErrors(prior, mode), ...current.errors];
  if (errors.length > 0 || !current.root) return failure(...errors);
  const decision = decideLock(prior.root, current.root, { mode });
  const text =
    formatOf(context) === 'json'
      ? dlmJson(decision)
      : dlmText(decision, { mode, colors: createColors(io.color), columns: io.columns });
  const warnings = [...priorWarnings(prior, mode), ...prior.warnings, ...current.warnings];
  return outcome(decision.action === 'abort' ? EXIT_PROBLEMS : EXIT_OK, text, warnings);
}

// A missing lock is not an error, and an invalid one is accepted where nothing is validated; an unreadable file always is an error.
function priorErrors({ state, errors }: LockFile, mode: LockMode): readonly string[] {
  if (state === 'missing') return [];
  return state === 'invalid' && (mode === 'update' || mode === 'ignore') ? [] : errors;
}

function priorWarnings({ state, label }: LockFile, mode: LockMode): string[] {
  if (state === 'missing') return [`${label} does not exist, so the store has no recorded lock.`];
  if (state !== 'invalid') return [];
  const effect = mode === 'update' ? '`--update-lock` overwrites it' : '`--ignore-lock` leaves it unchanged';
  return [`${label} is not a valid DLM lock. ${effect}.`];
}

function modeOf(options: Options): LockMode | { readonly problem: string } {
  const given = (['strict', 'update', 'ignore'] as const).filter(mode => options.has(`${mode}-lock`));
  const [first = 'default', second] = given;
  if (second === undefined) return first;
  const names = inBackticks(
    given.map(mode => `--${mode}-lock`),
    'and',
  );
  return { problem: `${names} cannot be used together.` };
}

// A lock as read. `root` is set only for a valid lock.
interface LockFile {
  readonly state: 'missing' | 'unreadable' | 'invalid' | 'valid';
  readonly label: string;
  readonly root?: JsonNode;
  readonly errors: readonly string[];
  /** Warnings about duplicate keys. */
  readonly warnings: readonly string[];
}

async function readLock(context: CliContext, given: string): Promise<LockFile> {
  const { label, content } = await readInput(context, given);
  if (!content.ok) {
    const state = content.reason === 'missing' ? 'missing' : 'unreadable';
    return { state, label, errors: [unreadableMessage(label, content.reason)], warnings: [] };
  }
  const { text } = content;
  const artifact = readArtifact('dlm.lock', text, kindById('dlm-lock'));
  const index = lineIndex(text);
  const errors = (artifact?.diagnostics ?? [])
    .filter(d => d.severity === 'error')
    .map(({ span, message }) => {
      const { line, character } = positionAt(index, span.start);
      return `${label}:${line + 1}:${character + 1}: ${message}`;
    });
  const root = artifact?.root;
  const warnings = root ? duplicateKeyWarnings({ label, text, root }) : [];
  const isValid = root !== undefined && errors.length === 0;
  return { state: isValid ? 'valid' : 'invalid', label, ...(isValid && { root }), errors, warnings };
}
