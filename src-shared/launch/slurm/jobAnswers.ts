// What `squeue` and `sacct` print about the elements of job arrays, in the forms that we ask for.
import type { TargetAnswer } from '../element';
import { rangesIn } from '../indexRanges';
import { MAX_ELEMENTS } from '../launch';
import { jobAnswer } from './jobState';

/** The answers for elements: by the name of the job (`attemptName`), then by index. */
export type JobAnswers = ReadonlyMap<string, ReadonlyMap<number, TargetAnswer>>;

/** The fields of a line of squeue: name, index, state, reason. The reason comes last, because it may contain the separator. */
export const QUEUE_FORMAT = '%j|%K|%T|%r';

/** The fields of a line of sacct. `JobID` is `12_3`, or `12_[4-9%2]` for elements that wait. */
export const ACCOUNTING_FORMAT = 'JobName,JobID,State,ExitCode';

/** Reads the output of `squeue --format=QUEUE_FORMAT`; undefined where a line has another form, because the rest of such an answer proves nothing. */
export const queueAnswers = (stdout: string): JobAnswers | undefined =>
  answersIn(stdout, line => {
    const [name, ranges, state, ...reason] = line.split('|');
    return { name, ranges, answer: jobAnswer(state ?? '', reason.join('|')) };
  });

/** Reads the output of `sacct --parsable2 --format=ACCOUNTING_FORMAT`. */
export const accountingAnswers = (stdout: string): JobAnswers | undefined =>
  answersIn(stdout, line => {
    const [name, id = '', state = '', code] = line.split('|');
    const ranges = /^\d+_\[?([\d,:%-]+)\]?$/.exec(id)?.[1];
    return { name, ranges, answer: jobAnswer(state, exitDetail(code)) };
  });

// `3:0` is exit code 3, `0:9` is signal 9.
function exitDetail(code = ''): string {
  const [, exit, signal] = /^(\d+):(\d+)$/.exec(code) ?? [];
  if (signal !== undefined && signal !== '0') return `signal ${signal}`;
  return exit === undefined || exit === '0' ? '' : `exit code ${exit}`;
}

interface Line {
  readonly name: string | undefined;
  readonly ranges: string | undefined;
  readonly answer: TargetAnswer;
}

function answersIn(stdout: string, read: (line: string) => Line): JobAnswers | undefined {
  const answers = new Map<string, Map<number, TargetAnswer>>();
  for (const line of stdout.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const { name, ranges, answer } = read(line.trim());
    const indices = ranges === undefined ? undefined : rangesIn(ranges, MAX_ELEMENTS);
    if (name === undefined || indices === undefined) return undefined;
    const ofJob = answers.get(name) ?? new Map<number, TargetAnswer>();
    for (const index of indices) ofJob.set(index, answer);
    answers.set(name, ofJob);
  }
  return answers;
}
