// Every failure that a user can cause is one line on stderr and exit code 1: no traceback, no manifest, no temporary file.
import { expect, test } from 'vitest';
import { failures } from './failures';
import { planWith } from './plans';
import { runScripts, type ScriptResult } from './runScripts';

const FAILED = { exitCode: 1, traceback: null, manifest: null, stdout: '' };

test('each failure has its line', { timeout: 120_000 }, context => {
  const cases = Object.entries(failures);
  const after = '\nanswer = [csv, sys.executable]';
  const results = runScripts(
    context,
    cases.map(([, { change, line, files, ...run }]) => ({
      plan: planWith(change),
      ...run,
      after: `${run.after ?? ''}${after}`,
    })),
  );
  const outcomes = cases.map(([name, { line, before = '', files = [] }], i) => {
    const { answer, stderr, events, ...rest } = results[i] as ScriptResult;
    const [csv = '', python = ''] = answer as string[];
    const message = line.replace('<csv>', csv).replace('<python>', python);
    const end = before.includes('KYNML_EVENTS') ? undefined : { event: 'end', status: 'failed', message };
    const lines = stderr.split('\n').filter(text => !/^(Epoch|Classes)/.test(text));
    return {
      actual: { name, lines, trained: /^Epoch/m.test(stderr), end: events.at(-1), ...rest, warnings: undefined },
      // Only a disk that becomes full during the training is not noticed before it.
      expected: {
        name,
        lines: [`KynMLError: ${message}`, ''],
        trained: name === 'a full disk',
        end,
        ...FAILED,
        files,
        warnings: undefined,
      },
    };
  });
  expect(outcomes.map(o => o.actual)).toEqual(outcomes.map(o => o.expected));
});
