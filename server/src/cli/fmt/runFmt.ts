// Runs `kyn fmt`. Files are formatted independently: an error in one does not affect the others.

import { parse } from '../../../../src-shared/kyn/syntax/parse';
import { secretsAndCopies } from '../../../../src-shared/kyn/syntax/secretCopies';
import { BOM } from '../../../../src-shared/repro/hash/configHash';
import { withStars } from '../../../../src-shared/text/hidden';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { unifiedDiff } from '../../../../src-shared/text/unifiedDiff';
import type { CliContext, Outcome } from '../command';
import { exitCode } from '../exitCode';
import { keepingGaps, outcome, usageError } from '../outcome';
import { createColors } from '../print/colors';
import { forEachFile } from '../progress';
import { displayName, readTarget, unreadableMessage } from '../readInput';
import { findSpecs } from '../search/findSpecs';
import type { Target } from '../target';
import { type CanonicalResult, canonicalize } from './canonicalize';
import { type FmtResult, writeCanonical } from './writeCanonical';

/** Formats the files of a context. */
export async function runFmt(context: CliContext): Promise<Outcome> {
  const { command, files, options } = context;
  if (options.has('write') && options.has('check'))
    return usageError(command, '`--check` and `--write` cannot be used together.');
  if (options.has('write') && options.has('diff'))
    return usageError(command, '`--diff` and `--write` cannot be used together.');
  if (options.has('write') && files.includes('-'))
    return usageError(command, '`--write` cannot write to standard input. Without it, the canonical text is printed.');
  const results: FmtResult[] = [];
  const { targets, notes, incomplete } = await findSpecs(context);
  await forEachFile(context, 'formatting', targets, async target => {
    results.push(await formatFile(context, target));
  });
  const done = outcome(
    exitCode(
      incomplete.length > 0 || results.some(r => r.unusable),
      results.some(r => r.problem),
    ),
    results.map(r => r.stdout ?? '').join(''),
    [...results.flatMap(r => r.messages ?? []), ...incomplete, ...notes, ...nothingToDo(context, targets, results)],
  );
  return keepingGaps(done, notes);
}

// On standard error, because standard output lists the files that change.
function nothingToDo({ options }: CliContext, targets: readonly Target[], results: readonly FmtResult[]): string[] {
  const [first, ...more] = targets;
  if (!['write', 'check', 'diff'].some(name => options.has(name)) || !first || !results.every(r => r.canonical))
    return [];
  return [
    more.length === 0
      ? `${displayName(first.label)} is already in canonical form.`
      : `All ${targets.length} files are already in canonical form.`,
  ];
}

async function formatFile(context: CliContext, target: Target): Promise<FmtResult> {
  const { label, path, content } = await readTarget(context, target);
  if (!content.ok) return { messages: [unreadableMessage(label, content.reason)], unusable: true };
  const result = canonicalize(content.text);
  if (!result.ok) return { messages: syntaxErrors(label, result), problem: true };
  if (context.options.has('diff')) return diffOf(context, { label, before: content.text, after: result.text });
  if (context.options.has('check'))
    return result.changed ? { stdout: `${oneLine(label)}\n`, problem: true } : { canonical: true };
  if (!context.options.has('write') || path === undefined) return { stdout: result.text };
  if (!result.changed) return { canonical: true };
  return writeCanonical(context, { label, path }, { before: content.text, after: result.text });
}

// A diff ends up in logs, so secrets are hidden in it. `--check` alone decides the exit code.
function diffOf(
  { io, options }: CliContext,
  { label, before, after }: { readonly label: string; readonly before: string; readonly after: string },
): FmtResult {
  if (before === after) return { canonical: true };
  const { red, green, blue } = createColors(io.color);
  const colors = { '-': red, '+': green, '@': blue };
  const stdout = unifiedDiff(shown(before), shown(after), {
    name: oneLine(label),
    paint: (line, sign) => colors[sign](line),
  });
  return { stdout, problem: options.has('check') };
}

// A carriage return in a line would move a terminal back to its start.
function shown(text: string): string {
  const [mark, spec] = text.startsWith(BOM) ? [BOM, text.slice(BOM.length)] : ['', text];
  return mark + withStars(spec, secretsAndCopies(parse(spec))).replace(/\r(?!\n)/g, '\\r');
}

function syntaxErrors(label: string, { faults }: CanonicalResult & { ok: false }): string[] {
  return [
    `${displayName(label)} was not formatted because it has syntax errors. Fix these first:`,
    ...faults.map(({ line, character, code, message }) => `${label}:${line + 1}:${character + 1}: ${code} ${message}`),
  ];
}
