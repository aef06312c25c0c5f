// Verified runs as text or JSON.
import type { VerdictStep } from '../../../../src-shared/evidence/evidence';
import type { StepState } from '../../../../src-shared/repro/reproduce/reproduction';
import type { VerifyStep } from '../../../../src-shared/runs/verify/verification';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { type JsonValue, printJson } from '../../../../src-shared/text/outputJson';
import { runsSummary, stepsSummary } from '../../../../src-shared/views/verificationTexts';
import type { ProcessIo } from '../command';
import { type Colors, createColors, type Paint } from '../print/colors';
import { table } from '../print/table';
import { displayName } from '../readInput';

/** A run that was verified; `path`: its name for people. */
export interface VerifiedRun {
  readonly path: string;
  readonly steps: readonly VerifyStep[];
}

/** The format and the terminal. */
export interface VerificationPrinting {
  readonly format: string;
  readonly io: Pick<ProcessIo, 'color' | 'columns'>;
}

/** Prints verified runs in their order; the text ends with a summary. */
export function printVerification(runs: readonly VerifiedRun[], { format, io }: VerificationPrinting): string {
  if (format === 'json')
    return printJson({
      runs: runs.map(({ path, steps }) => ({ path, steps: stepsJson(steps) })),
    });
  return runs.length === 0
    ? ''
    : `${[...runs.map(({ path, steps }) => stepsText(displayName(path), steps, io)), runsSummary(runs)].join('\n\n')}\n`;
}

/** Steps as JSON. */
export const stepsJson = (steps: readonly VerdictStep[]): JsonValue =>
  steps.map(({ name, state, detail }) => ({ name, state, detail }));

/** Steps as a table below a line that counts them. `label`: what was verified. */
export function stepsText(label: string, steps: readonly VerdictStep[], io: VerificationPrinting['io']): string {
  const colors = createColors(io.color);
  const rows = steps.map(({ name, state, detail }) => [
    { text: state, paint: paintOf(state, colors) },
    { text: name },
    { text: oneLine(detail) },
  ]);
  return `${colors.bold(oneLine(label))}: ${stepsSummary(steps)}\n${table(rows, { columns: io.columns })}`;
}

const paintOf = (state: StepState, { green, red, yellow }: Colors): Paint =>
  ({ confirmed: green, contradicted: red, unknown: yellow })[state];
