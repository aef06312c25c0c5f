// The output of `kynml validate` as messages, and that unexpected output is reported.
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../../src-shared/host/host';
import { compilerMessages, toolNotFound } from '../../../src-shared/repro/diagnostics/compilerOutput';

const input = { spec: "/w/it's/house price.kyn", cwd: '/w' };
const ended = (code: number, stderr: string, stdout = ''): RunResult => ({ ok: true, code, stdout, stderr });
const messages = (result: RunResult, about = input) => compilerMessages(result, about);
const error = (message: string, path: string, line: number) => [{ severity: 'error', message, place: { path, line } }];

describe('a valid spec', () => {
  test.each([
    ['the given path', `Valid KynML program: ${input.spec}\n`],
    ['relative', "Valid KynML program: it's/house price.kyn\n"],
    ['on Windows', "Valid KynML program: W:\\it's\\house price.kyn\r\n"],
    ['after other lines, in colour', `note\n\u001b[32mValid KynML program: ${input.spec}\u001b[0m\n`],
  ])('does not have a message: %s', (_, stdout) => {
    expect(messages(ended(0, '', stdout))).toEqual([]);
    expect(messages(ended(0, 'DeprecationWarning: x\n', stdout))).toEqual([]);
  });
});

describe('an error', () => {
  test.each(['KynMLError', 'KynMLParseError', 'KynMLSemanticError', 'KynMLShapeError'])('%s has its line', name => {
    const stderr = `${name}: ${input.spec}:12: Unsupported activation 'elu' in model 'Net'\n`;
    expect(messages(ended(1, stderr))).toEqual(error("Unsupported activation 'elu' in model 'Net'", input.spec, 12));
  });

  test.each([
    ['a relative path', "it's/house price.kyn", input.spec],
    ['another file', 'lib/parts.kyn', '/w/lib/parts.kyn'],
    ['another file by a whole path', '/x/parts.kyn', '/x/parts.kyn'],
  ])('of %s', (_, file, path) => {
    expect(messages(ended(1, `KynMLError: ${file}:3: wrong: 4: x\n`))).toEqual(error('wrong: 4: x', path, 3));
  });

  test('of a path that contains text like a line number', () => {
    const about = { spec: '/w/a.kyn:3: b/c.kyn', cwd: '/w' };
    expect(messages(ended(1, `KynMLError: ${about.spec}:7: wrong`), about)).toEqual(error('wrong', about.spec, 7));
  });

  test('of a path with a drive letter, in any form', () => {
    const about = { spec: 'C:/w/c.kyn', cwd: 'C:/w' };
    expect(messages(ended(1, 'KynMLError: C:\\w\\c.kyn:7: wrong\r\n'), about)).toEqual(error('wrong', about.spec, 7));
  });

  test('without a line is about the whole file', () => {
    expect(messages(ended(1, 'KynMLError: no place is known\n'))).toEqual([
      { severity: 'error', message: 'no place is known' },
    ]);
  });

  test('in color, after warnings and with Windows line ends', () => {
    const stderr = `warning: old\r\n\u001b[31mKynMLError\u001b[0m: ${input.spec}:2: wrong\r\n`;
    expect(messages(ended(1, stderr))).toEqual(error('wrong', input.spec, 2));
  });

  test('is one plain line of limited length, at a valid line', () => {
    const stderr = `KynMLError: ${input.spec}:99999999999999999999: a\u0007b\u202e ${'x'.repeat(70_000)}`;
    const [remark] = messages(ended(1, stderr));
    expect(remark?.message).toMatch(/^a b x+…$/);
    expect(remark?.message.length).toBeLessThanOrEqual(1001);
    expect(remark?.place?.line).toBe(2 ** 31 - 1);
  });

  test('without text shows the whole line', () => {
    const line = `KynMLError: ${input.spec}:2:`;
    expect(messages(ended(1, line))).toEqual(error(line, input.spec, 2));
    expect(messages(ended(1, 'KynMLError:'))).toEqual([{ severity: 'error', message: 'KynMLError:' }]);
  });

  test('is reported even if the spec is also reported as valid', () => {
    const stdout = `Valid KynML program: ${input.spec}\n`;
    expect(messages(ended(1, `KynMLError: ${input.spec}:2: wrong\n`, stdout))).toEqual(error('wrong', input.spec, 2));
  });

  test('that is repeated endlessly is shown a few times', () => {
    expect(messages(ended(1, `KynMLError: ${input.spec}:2: wrong\n`.repeat(500)))).toHaveLength(20);
  });
});

describe('any other output is reported as not recognized', () => {
  const valid = `Valid KynML program: ${input.spec}\n`;
  test.each([
    ['exit 0 and nothing', ended(0, ''), 'exit code 0 and no output.'],
    [
      'exit 0 and another file',
      ended(0, '', 'Valid KynML program: /w/other.kyn\n'),
      'the output: Valid KynML program: /w',
    ],
    ['exit 0 and an error', ended(0, `KynMLError: ${input.spec}:2: wrong\n`, valid), 'the output: KynMLError: '],
    ['exit 1 and valid', ended(1, '', valid), 'exit code 1 and the output: Valid'],
    ['exit 2 and an error', ended(2, `KynMLError: ${input.spec}:2: wrong\n`), 'exit code 2 and the output: KynMLError'],
    ['exit 3 and valid', ended(3, '', valid), 'exit code 3'],
    ['a usage', ended(2, 'usage: kynml [-h]\nkynml: error: invalid choice\n'), 'the output: usage: kynml [-h]'],
    ['a quoted error', ended(1, '  File "x"\n  not KynMLError: a.kyn:2: wrong\n'), 'the output: File "x"'],
    [
      'a traceback',
      ended(1, 'Traceback (most recent call last):\n  File "x"\nImportError: no torch\n'),
      'the output: ImportError: no torch',
    ],
    ['colours', ended(7, '\u001b[31mboom\u001b[0m\u0007\n'), 'the output: boom'],
  ])('%s', (_, result, words) => {
    const [remark, ...more] = messages(result);
    expect(more).toEqual([]);
    expect(remark).toMatchObject({ severity: 'error' });
    expect(remark?.message).toContain('not recognized');
    expect(remark?.message).toContain(words);
    expect(remark).not.toHaveProperty('place');
  });
});

test('a timeout is reported with what to do', () => {
  const [remark] = messages({ ok: false, reason: 'timeout', detail: '' });
  expect(remark?.severity).toBe('info');
  expect(remark?.message).toMatch(/did not finish within 10 s.*terminal.*kynml\.validate\.onSave/);
});

test('a program that cannot be started or was stopped is reported with the reason', () => {
  const [refused] = messages({ ok: false, reason: 'not-started', detail: 'permission denied' });
  expect(refused).toMatchObject({
    severity: 'info',
    message: expect.stringMatching(/: permission denied\..*kynml\.command/),
  });
  const [killed] = messages({ ok: false, reason: 'killed', detail: 'SIGSEGV' });
  expect(killed).toMatchObject({ severity: 'error', message: expect.stringContaining('SIGSEGV') });
});

test('a missing tool is reported with the attempts and the fix', () => {
  const { severity, message } = toolNotFound(['the setting: not set', 'PATH: \u001b[31mnothing']);
  expect(severity).toBe('info');
  expect(message).toContain('Tried: the setting: not set; PATH: nothing. ');
  expect(message).toContain('kynml.command');
});
