// Writes messages to a stream, each at once. The writer of the library writes the header and the content one after the other, and each write wakes up the
// client: with the four answers after a keystroke, this takes longer than to compute them in a small file.
import type { Message } from 'vscode-languageserver';
import { AbstractMessageWriter } from './languageServer';

/** A writer of messages with the header of the protocol. A message that cannot be written is reported to `onError`, and its promise is rejected. */
export class WholeMessageWriter extends AbstractMessageWriter {
  private failures = 0;

  constructor(private readonly output: NodeJS.WritableStream) {
    super();
    output.on('error', error => this.fireError(error));
    output.on('close', () => this.fireClose());
  }

  /** Resolves when the message was given to the system. */
  async write(message: Message): Promise<void> {
    try {
      const content = JSON.stringify(message);
      const text = `Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`;
      await new Promise<void>((resolve, reject) =>
        this.output.write(text, 'utf8', error => (error ? reject(error) : resolve())),
      );
    } catch (error) {
      this.failures++;
      this.fireError(error, message, this.failures);
      throw error;
    }
  }

  /** Ends the stream. */
  end(): void {
    this.output.end();
  }
}
