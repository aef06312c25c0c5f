// Texts that are not messages are answered, and the next message is read.
import { PassThrough, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import type { Message } from 'vscode-languageserver';
import { createConnection } from 'vscode-languageserver/node';
import { lifeCycle } from '../../server/src/lsp/base/lifeCycle';
import { onStreamsClosed, streamTransport } from '../../server/src/lsp/base/streamTransport';
import { nodeComputer } from '../../server/src/lsp/node/nodeComputer';
import { serve } from '../../server/src/lsp/server';
import { hostOf } from '../repro/memory';

const INITIALIZE =
  '{"jsonrpc":"2.0","id":7,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}';

/** The messages that the server sends after these texts, up to the answer to `initialize`. */
async function answers(...texts: readonly string[]): Promise<object[]> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const { reader, writer } = streamTransport(input, output);
  const options = { version: '0', dlm: { dlmHome: undefined, home: '/' }, computer: nodeComputer };
  serve(createConnection(reader, writer, lifeCycle()), () => hostOf({}), options);
  let sent = '';
  output.setEncoding('utf8').on('data', part => {
    sent += part;
  });
  for (const text of [...texts, INITIALIZE]) input.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  await expect.poll(() => sent).toContain('"id":7');
  return sent
    .split(/Content-Length: \d+\r\n\r\n/)
    .filter(Boolean)
    .map(text => JSON.parse(text));
}

const refused = (code: number) => ({ id: null, error: { code } });

test.each([
  ['text that is not JSON', '{"jsonrpc": "2.0", "id": 1,', -32700],
  ['an empty message', '', -32700],
  ['a number', '5', -32600],
  ['null', 'null', -32600],
  ['a batch', '[{"jsonrpc":"2.0","id":1,"method":"shutdown"}]', -32600],
])('%s is refused, and the next message is answered', async (_, text, code) => {
  expect(await answers(text, text)).toMatchObject([refused(code), refused(code), { id: 7, result: {} }]);
});

test('each message is written at once, in the order of the calls', async () => {
  const written: string[] = [];
  const output = new Writable({
    write: (part, _, done) => {
      written.push(String(part));
      setImmediate(done);
    },
  });
  const { writer } = streamTransport(new PassThrough(), output);
  const messages = [{ method: 'ü' }, { method: 'b' }] as unknown as Message[];
  await Promise.all(messages.map(message => writer.write(message)));
  expect(written).toEqual(['Content-Length: 15\r\n\r\n{"method":"ü"}', 'Content-Length: 14\r\n\r\n{"method":"b"}']);
});

test('a message that cannot be written is reported, and its promise is rejected', async () => {
  const output = new Writable({ write: (_, __, done) => done(new Error('EPIPE')) });
  const { writer } = streamTransport(new PassThrough(), output);
  const faults: unknown[] = [];
  writer.onError(([error, , count]) => faults.push([error.message, count]));
  await expect(writer.write({ jsonrpc: '2.0' })).rejects.toThrow('EPIPE');
  await expect(writer.write({ jsonrpc: '2.0', id: 1n } as unknown as Message)).rejects.toThrow(/BigInt/);
  expect(faults).toContainEqual(['EPIPE', 1]);
  expect(faults.at(-1)).toEqual([expect.stringMatching(/BigInt/), 2]);
});

test('the server ends when a stream is closed or fails', () => {
  const ends = (emit: (streams: { input: PassThrough; output: PassThrough }) => void): number => {
    const streams = { input: new PassThrough(), output: new PassThrough() };
    let count = 0;
    onStreamsClosed(streams, () => count++);
    emit(streams);
    return count;
  };
  expect(ends(({ output }) => output.emit('error', new Error('EPIPE')))).toBe(1);
  expect(ends(({ output }) => output.emit('close'))).toBe(1);
  expect(ends(({ input }) => input.emit('end'))).toBe(1);
  expect(ends(({ input }) => input.emit('error', new Error('EIO')))).toBe(1);
});
