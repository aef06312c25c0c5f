// Messages over two streams. What is not a message is answered as JSON-RPC requires, instead of leaving the client without an answer.
import type { Message } from 'vscode-languageserver';
import { StreamMessageReader } from 'vscode-languageserver/node';
import { ErrorCodes } from './languageServer';
import { WholeMessageWriter } from './wholeMessageWriter';

/** The reader and the writer of a connection. */
export interface StreamTransport {
  readonly reader: StreamMessageReader;
  readonly writer: WholeMessageWriter;
}

/** A text is not a message: it is JSON that cannot be read, or another value than an object. */
class NotAMessage extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/** The transport over an input and an output. A text that is not a message is answered with -32700 or -32600, and the next one is read. */
export function streamTransport(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): StreamTransport {
  const decode = async (bytes: Uint8Array): Promise<Message> => messageIn(new TextDecoder().decode(bytes));
  const reader = new StreamMessageReader(input, { contentTypeDecoder: { name: 'application/json', decode } });
  const writer = new WholeMessageWriter(output);
  reader.onError(fault => {
    if (fault instanceof NotAMessage) void writer.write(refusal(fault)).catch(() => undefined);
  });
  return { reader, writer };
}

/** Calls `end` when a stream of the connection is closed or fails: no one can read an answer, or a message about that. */
export function onStreamsClosed(
  { input, output }: { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream },
  end: () => void,
): void {
  for (const event of ['end', 'close', 'error']) input.on(event, end);
  for (const event of ['close', 'error']) output.on(event, end);
}

function messageIn(text: string): Message {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new NotAMessage(ErrorCodes.InvalidRequest, 'A message must be a JSON object. Send one message at a time.');
  return value as Message;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotAMessage(ErrorCodes.ParseError, 'The message is not valid JSON, so it was ignored.');
  }
}

// The id of the request is not known. The type of the library allows only ids that are.
const refusal = ({ code, message }: NotAMessage): Message =>
  ({ jsonrpc: '2.0', id: null, error: { code, message } }) as Message;
