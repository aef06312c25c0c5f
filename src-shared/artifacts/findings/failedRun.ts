// A combination of a sweep whose run failed. The file itself is correct, but the result must not be overlooked.

import { defineFinding } from '../../text/defineFinding';
import type { JsonNode } from '../../text/jsonText';

/** A combination of a sweep: its number from 0, its values in words, and the parts that show whether it ran. */
interface Combination {
  readonly index: number;
  readonly name: string;
  readonly exitCode: JsonNode | undefined;
  readonly manifest: JsonNode | undefined;
}

interface FailedRun extends Pick<Combination, 'index' | 'name'> {
  /** Absent where the script ended normally and the manifest is missing. */
  readonly exitCode?: string;
}

/** The digits of an exit code that are shown. */
export const MAX_DIGITS = 20;

/** A combination of a sweep has no usable result. */
export const failedRun = defineFinding({
  code: 'failed-run',
  severity: 'info',
  group: 'artifacts',
  summary:
    'A combination of a sweep has no usable result: its script failed, or it has no manifest. The file itself is correct.',
  fix: 'Check the script of that combination.',
  example: '[{"combo": {"lr": 0.1}, "exit_code": 1, "manifest": null}]',
  exampleFile: 'sweep_results.json',
  message: ({ index, name, exitCode }: FailedRun) =>
    `Combination #${index} (${name}) has no usable result: ${exitCode === undefined ? 'it has no manifest' : `its script ended with exit code ${exitCode}`}.`,
  *find({ index, name, exitCode, manifest }: Combination) {
    if (exitCode?.kind === 'number' && Number(exitCode.text) !== 0)
      yield { facts: { index, name, exitCode: exitCode.text.slice(0, MAX_DIGITS) }, span: exitCode.span };
    else if (manifest?.kind === 'null') yield { facts: { index, name }, span: manifest.span };
  },
});
