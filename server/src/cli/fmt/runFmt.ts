// Runs `kyn fmt`: each file by itself, in the order given; what could not be done with one does not keep the others.
import type { CliContext, Outcome } from '../command';
import { exitCode } from '../exitCode';
import { outcome, usageError } from '../outcome';
import { oneLine } from '../print/oneLine';
import { readInput, unreadableMessage } from '../readInput';
import { type CanonicalResult, canonicalize } from './canonicalize';
import { type FmtResult, writeCanonical } from './writeCanonical';

/** Formats the files of a context. */
export async function runFmt(context: CliContext): Promise<Outcome> {
  const { files, options } = context;
  if (options.has('write') && options.has('check'))
    return usageError('fmt: --check writes nothing, so it cannot be given together with --write.');
  if (options.has('write') && files.includes('-'))
    return usageError('fmt: standard input cannot be written; without --write the canonical text is printed.');
  const done: FmtResult[] = [];
  for (const given of files) done.push(await formatFile(context, given));
  return outcome(
    exitCode(
      done.some(d => d.unusable),
      done.some(d => d.problem),
    ),
    done.map(d => d.stdout ?? '').join(''),
    done.flatMap(d => d.messages ?? []),
  );
}

async function formatFile(context: CliContext, given: string): Promise<FmtResult> {
  const { label, path, content } = await readInput(context, given);
  if (!content.ok) return { messages: [unreadableMessage(label, content.reason)], unusable: true };
  const laid = canonicalize(content.text);
  if (!laid.ok) return { messages: refusal(label, laid.faults), problem: true };
  if (context.options.has('check')) return laid.changed ? { stdout: `${oneLine(label)}\n`, problem: true } : {};
  if (!context.options.has('write') || path === undefined) return { stdout: laid.text };
  return laid.changed ? writeCanonical(context, { label, path }, { before: content.text, after: laid.text }) : {};
}

function refusal(label: string, faults: (CanonicalResult & { ok: false })['faults']): string[] {
  const where = label === '-' ? 'Standard input' : label;
  return [
    `${where} is left as it is, for what is not understood cannot be laid out. Mend its syntax first:`,
    ...faults.map(({ line, character, code, message }) => `${label}:${line + 1}:${character + 1}: ${code} ${message}`),
  ];
}
