// Runs `kyn dlm compare`: reads the locks, decides as DLM does and prints the decision.
import type { TextResult } from '../../../../src-shared/host/readText';
import { decideLock, type LockMode } from '../../../../src-shared/repro/dlm/policy';
import { isUnusable, type LockReading, readLock, UNUSABLE_EFFECT } from '../../../../src-shared/repro/dlm/recordedLock';
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
  const [prior, current] = [await readLockFile(context, files[0] ?? ''), await readLockFile(context, files[1] ?? '')];
  if (prior.state === 'unknown' || current.state !== 'valid') {
    const priorErrors = prior.state === 'missing' || mode === 'update' ? [] : prior.errors;
    return failure(...(prior.state === 'unknown' ? prior.errors : priorErrors), ...current.errors);
  }
  const isRejected = prior.state === 'unusable';
  const decision = decideLock(isRejected ? 'unusable' : prior.root, current.root, { mode });
  const text =
    formatOf(context) === 'json'
      ? dlmJson(decision)
      : dlmText(decision, { mode, isUnusable: isRejected, colors: createColors(io.color), columns: io.columns });
  const warnings = [...priorWarnings(prior, mode), ...current.warnings];
  return outcome(decision.action === 'abort' ? EXIT_PROBLEMS : EXIT_OK, text, warnings);
}

function priorWarnings({ state, label, errors, warnings }: LockFile, mode: LockMode): readonly string[] {
  if (state === 'missing') return [`${label} does not exist, so the store has no recorded lock.`];
  if (state !== 'unusable') return warnings;
  return mode === 'update'
    ? [`${label} is not a valid DLM lock. \`--update-lock\` overwrites it.`]
    : [...errors, `${label} is not a valid DLM lock. ${UNUSABLE_EFFECT}`];
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

// A lock as read. `unusable`: DLM rejects it. `unknown`: it is not known what DLM would do. `errors` are empty for a valid lock.
type LockFile = { readonly label: string; readonly errors: readonly string[]; readonly warnings: readonly string[] } & (
  | { readonly state: 'missing' | 'unusable' | 'unknown'; readonly root?: undefined }
  | { readonly state: 'valid'; readonly root: JsonNode }
);

async function readLockFile(context: CliContext, given: string): Promise<LockFile> {
  const { label, content } = await readInput(context, given);
  if (!content.ok)
    return {
      state: unreadableState(content.reason),
      label,
      errors: [content.reason === 'folder' ? folderMessage(label) : unreadableMessage(label, content.reason)],
      warnings: [],
    };
  const { text } = content;
  const lock = readLock(text);
  if (!lock.ok) return { state: 'unusable', label, errors: placedErrors(lock.errors, { label, text }), warnings: [] };
  const { root } = lock;
  return { state: 'valid', label, root, errors: [], warnings: duplicateKeyWarnings({ label, text, root }) };
}

const folderMessage = (label: string): string =>
  `${label} is a folder, so it is not known what DLM does. Name the lock, for example the \`dlm.lock\` in it.`;

function unreadableState(reason: Extract<TextResult, { ok: false }>['reason']): 'missing' | 'unusable' | 'unknown' {
  if (reason === 'missing') return reason;
  return isUnusable(reason) ? 'unusable' : 'unknown';
}

function placedErrors(
  errors: Extract<LockReading, { ok: false }>['errors'],
  { label, text }: { readonly label: string; readonly text: string },
): string[] {
  const index = lineIndex(text);
  return errors.map(({ span, message }) => {
    const { line, character } = positionAt(index, span.start);
    return `${label}:${line + 1}:${character + 1}: ${message}`;
  });
}
