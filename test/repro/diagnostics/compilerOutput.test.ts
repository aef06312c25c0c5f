// What `kynml validate` prints, as remarks; and that nothing else is taken for its answer.
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../../src-shared/host/host';
import { compilerMessages, toolNotFound } from '../../../src-shared/repro/diagnostics/compilerOutput';

const asked = { spec: "/w/it's/house price.kyn", cwd: '/w' };
const ended = (code: number, stderr: string, stdout = ''): RunResult => ({ ok: true, code, stdout, stderr });
const remarks = (result: RunResult, about = asked) => compilerMessages(result, about);
const error = (message: string, path: string, line: number) => [{ severity: 'error', message, place: { path, line } }];

describe('a valid spec', () => {
  test.each([
    ['as it was asked for', `Valid KynML program: ${asked.spec}\n`],
    ['relative', "Valid KynML program: it's/house price.kyn\n"],
    ['on Windows', "Valid KynML program: W:\\it's\\house price.kyn\r\n"],
    ['after other lines, in colour', `note\n\u001b[32mValid KynML program: ${asked.spec}\u001b[0m\n`],
  ])('has no remark: %s', (_, stdout) => {
    expect(remarks(ended(0, '', stdout))).toEqual([]);
    expect(remarks(ended(0, 'DeprecationWarning: x\n', stdout))).toEqual([]);
  });
});

describe('an error', () => {
  test.each(['KynMLError', 'KynMLParseError', 'KynMLSemanticError', 'KynMLShapeError'])('%s has its line', name => {
    const stderr = `${name}: ${asked.spec}:12: Unsupported activation 'elu' in model 'Net'\n`;
    expect(remarks(ended(1, stderr))).toEqual(error("Unsupported activation 'elu' in model 'Net'", asked.spec, 12));
  });

  test.each([
    ['a relative path', "it's/house price.kyn", asked.spec],
    ['another file', 'lib/parts.kyn', '/w/lib/parts.kyn'],
    ['another file by a whole path', '/x/parts.kyn', '/x/parts.kyn'],
  ])('of %s', (_, file, path) => {
    expect(remarks(ended(1, `KynMLError: ${file}:3: wrong: 4: x\n`))).toEqual(error('wrong: 4: x', path, 3));
  });

  test('of a path that itself holds what looks like a line', () => {
    const about = { spec: '/w/a.kyn:3: b/c.kyn', cwd: '/w' };
    expect(remarks(ended(1, `KynMLError: ${about.spec}:7: wrong`), about)).toEqual(error('wrong', about.spec, 7));
  });

  test('of a path with a drive, however it is spelled', () => {
    const about = { spec: 'C:/w/c.kyn', cwd: 'C:/w' };
    expect(remarks(ended(1, 'KynMLError: C:\\w\\c.kyn:7: wrong\r\n'), about)).toEqual(error('wrong', about.spec, 7));
  });

  test('without a line concerns the whole file', () => {
    expect(remarks(ended(1, 'KynMLError: no place is known\n'))).toEqual([
      { severity: 'error', message: 'no place is known' },
    ]);
  });

  test('in colour, after warnings and with Windows line ends is found', () => {
    const stderr = `warning: old\r\n\u001b[31mKynMLError\u001b[0m: ${asked.spec}:2: wrong\r\n`;
    expect(remarks(ended(1, stderr))).toEqual(error('wrong', asked.spec, 2));
  });

  test('is one plain line of limited length at a line that can be sent', () => {
    const stderr = `KynMLError: ${asked.spec}:99999999999999999999: a\u0007b\u202e ${'x'.repeat(70_000)}`;
    const [remark] = remarks(ended(1, stderr));
    expect(remark?.message).toMatch(/^a b x+…$/);
    expect(remark?.message.length).toBeLessThanOrEqual(1001);
    expect(remark?.place?.line).toBe(2 ** 31 - 1);
  });

  test('without words shows the line as it is', () => {
    const line = `KynMLError: ${asked.spec}:2:`;
    expect(remarks(ended(1, line))).toEqual(error(line, asked.spec, 2));
    expect(remarks(ended(1, 'KynMLError:'))).toEqual([{ severity: 'error', message: 'KynMLError:' }]);
  });

  test('counts however often the spec is called valid too', () => {
    const stdout = `Valid KynML program: ${asked.spec}\n`;
    expect(remarks(ended(1, `KynMLError: ${asked.spec}:2: wrong\n`, stdout))).toEqual(error('wrong', asked.spec, 2));
  });

  test('repeated for ever is shown a few times', () => {
    expect(remarks(ended(1, `KynMLError: ${asked.spec}:2: wrong\n`.repeat(500)))).toHaveLength(20);
  });
});

describe('anything else is an error that says that it was not understood', () => {
  const valid = `Valid KynML program: ${asked.spec}\n`;
  test.each([
    ['exit 0 and nothing', ended(0, ''), 'exit code 0 and said nothing'],
    ['exit 0 and another file', ended(0, '', 'Valid KynML program: /w/other.kyn\n'), 'said: Valid KynML program: /w/o'],
    ['exit 0 and an error', ended(0, `KynMLError: ${asked.spec}:2: wrong\n`, valid), 'said: KynMLError: '],
    ['exit 1 and valid', ended(1, '', valid), 'exit code 1 and said: Valid'],
    ['exit 2 and an error', ended(2, `KynMLError: ${asked.spec}:2: wrong\n`), 'exit code 2 and said: KynMLError'],
    ['exit 3 and valid', ended(3, '', valid), 'exit code 3'],
    ['a usage', ended(2, 'usage: kynml [-h]\nkynml: error: invalid choice\n'), 'said: usage: kynml [-h]'],
    ['a quoted error', ended(1, '  File "x"\n  not KynMLError: a.kyn:2: wrong\n'), 'said: File "x"'],
    [
      'a traceback',
      ended(1, 'Traceback (most recent call last):\n  File "x"\nImportError: no torch\n'),
      'said: ImportError: no torch',
    ],
    ['colours', ended(7, '\u001b[31mboom\u001b[0m\u0007\n'), 'said: boom'],
  ])('%s', (_, result, words) => {
    const [remark, ...more] = remarks(result);
    expect(more).toEqual([]);
    expect(remark).toMatchObject({ severity: 'error' });
    expect(remark?.message).toContain('not understood');
    expect(remark?.message).toContain(words);
    expect(remark).not.toHaveProperty('place');
  });
});

test('no answer in time is told with what to do', () => {
  const [remark] = remarks({ ok: false, reason: 'timeout', detail: '' });
  expect(remark?.severity).toBe('info');
  expect(remark?.message).toMatch(/did not answer within 10 s.*terminal.*kynml\.validate\.onSave/);
});

test('a program that cannot be started or that was ended says why', () => {
  const [refused] = remarks({ ok: false, reason: 'not-started', detail: 'you may not run it' });
  expect(refused).toMatchObject({
    severity: 'info',
    message: expect.stringMatching(/: you may not run it\..*kynml\.command/),
  });
  const [killed] = remarks({ ok: false, reason: 'killed', detail: 'SIGSEGV' });
  expect(killed).toMatchObject({ severity: 'error', message: expect.stringContaining('SIGSEGV') });
});

test('a tool that is not there is told with what was tried and the cure', () => {
  const { severity, message } = toolNotFound(['the setting: not set', 'PATH: \u001b[31mnothing']);
  expect(severity).toBe('info');
  expect(message).toContain('Tried: the setting: not set; PATH: nothing. ');
  expect(message).toContain('kynml.command');
});
