// One session of an editor with a language server over its standard streams: initialize, shutdown, exit.
import type { ChildProcessWithoutNullStreams } from 'node:child_process';

/** Plays an editor until the server ends. Returns the exit code of the server; a server that does not answer is waited for until the limit of the test. */
export async function serveAnEditor(child: ChildProcessWithoutNullStreams): Promise<unknown> {
  const closed = new Promise(resolve => child.once('close', resolve));
  const send = (body: object): void => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...body });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  let output = '';
  child.stdout.setEncoding('utf8').on('data', part => {
    output += part;
  });
  const answer = async (text: string): Promise<void> => {
    while (!output.includes(text)) await new Promise(resolve => child.stdout.once('data', resolve));
  };
  send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
  await answer('"serverInfo":{"name":"kynml"');
  send({ id: 2, method: 'shutdown' });
  await answer('"id":2');
  send({ method: 'exit' });
  return closed;
}
