// A log that grows is shown as whole lines that cannot control the terminal.
import { expect, it } from 'vitest';
import { logTail } from '../../../client/src/jobs/logTail';

/** A file that a test writes. */
function growing() {
  let bytes: Buffer | undefined;
  const reads: number[] = [];
  return {
    reads,
    write: (text: string | Buffer) => {
      bytes = Buffer.concat([bytes ?? Buffer.alloc(0), Buffer.from(text)]);
    },
    replace: (text: string) => {
      bytes = Buffer.from(text);
    },
    size: async () => bytes?.length,
    read: async (from: number, length: number) => {
      reads.push(length);
      return (bytes ?? Buffer.alloc(0)).subarray(from, from + length);
    },
  };
}

it('shows what was added since, as whole lines, and the rest at the end', async () => {
  const file = growing();
  const tail = logTail(file);
  expect(await tail.look(false)).toBe('');
  file.write('one\ntw');
  expect(await tail.look(false)).toBe('one\r\n');
  file.write('o\nend');
  expect(await tail.look(false)).toBe('two\r\n');
  expect(await tail.look(false)).toBe('');
  expect(await tail.look(true)).toBe('end\r\n');
  expect(await tail.look(true)).toBe('');
});

it('keeps a character whose bytes are written one by one', async () => {
  const file = growing();
  const tail = logTail(file);
  const bytes = Buffer.from('ü\n');
  file.write(bytes.subarray(0, 1));
  await tail.look(false);
  file.write(bytes.subarray(1));
  expect(await tail.look(false)).toBe('ü\r\n');
});

it('passes no control sequence on, shows the last state of a progress bar, and hides secrets', async () => {
  const file = growing();
  file.write('\u001b[31mred\u001b[0m \u001b]52;c;aGk=\u0007\n10 %\r50 %\r100 %\r\nkey AKIAIOSFODNN7EXAMPLE\n');
  const text = await logTail(file).look(false);
  expect(text).toContain('red \\u001b]52;c;aGk=\\u0007\r\n100 %\r\n');
  expect(text).not.toContain('AKIAIOSFODNN7EXAMPLE');
  expect(text).not.toMatch(/[\u0000-\u0009\u000b\u000c\u000e-\u001f]/);
});

it('starts near the end of a long log, and reads a bounded part in each look', async () => {
  const file = growing();
  file.write('x'.repeat(99).concat('\n').repeat(20_000));
  const tail = logTail(file);
  expect(await tail.look(false)).toMatch(/^\[1,441 KiB before this are not shown\]\r\n/);
  expect(Math.max(...file.reads)).toBeLessThanOrEqual(256 * 1024);
});

it('prints a line without an end in parts', async () => {
  const file = growing();
  file.write('x'.repeat(40_000));
  expect((await logTail(file).look(false)).length).toBeGreaterThan(40_000);
});

it('begins again where another attempt writes a new log', async () => {
  const file = growing();
  file.write('first attempt\n');
  const tail = logTail(file);
  await tail.look(false);
  file.replace('second\n');
  expect(await tail.look(false)).toBe('[the log began again]\r\nsecond\r\n');
});
