// Follows a log file that another computer may write: what was added since the last look, as whole lines that are safe to print. Independent of VS Code.
import { manyLines } from '../../../src-shared/text/oneLine';
import { t } from '../ui/l10n';

/** The file. */
export interface LogFile {
  /** Its size in bytes; undefined while it does not exist. */
  size(): Promise<number | undefined>;
  /** Bytes from a position; fewer where it ends. */
  read(from: number, length: number): Promise<Uint8Array>;
}

/** A tail; each look returns new text with `\r\n` line ends. `isLast`: nothing more is written, so the end need not be a whole line. */
export interface LogTail {
  look(isLast: boolean): Promise<string>;
}

/** Of a longer log, only the end is shown, in bytes. */
const MAX_BEGINNING = 512 * 1024;

/** The most that is read in one look, in bytes. */
const MAX_LOOK = 256 * 1024;

/** A longer line is printed in parts, in characters. */
const MAX_LINE = 16 * 1024;

/** Starts at the end of a long file, otherwise at its beginning. */
export function logTail(file: LogFile): LogTail {
  let position: number | undefined;
  let decoder = new TextDecoder();
  let rest = '';
  return {
    async look(isLast) {
      const size = await file.size();
      if (size === undefined) return '';
      let note = '';
      if (position === undefined) {
        position = Math.max(0, size - MAX_BEGINNING);
        if (position > 0) note = t('[{0} KiB before this are not shown]\r\n', Math.round(position / 1024));
      } else if (size < position) {
        // Another attempt began a new log.
        [position, rest, decoder] = [0, '', new TextDecoder()];
        note = t('[the log began again]\r\n');
      }
      const bytes = await file.read(position, Math.min(size - position, MAX_LOOK));
      position += bytes.length;
      const isWhole = isLast && position >= size;
      const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
      rest = isWhole ? '' : (lines.pop() ?? '');
      const parts = rest.length > MAX_LINE ? [...lines, rest] : lines;
      if (rest.length > MAX_LINE) rest = '';
      return (
        note +
        parts
          .map(lineText)
          .filter((line, i) => !isWhole || i < parts.length - 1 || line !== '\r\n')
          .join('')
      );
    },
  };
}

// Colours and movements of the cursor.
const SEQUENCE = /\u001b\[[\d;?]*[A-Za-z]/g;

// A progress bar writes over its line, so only its last state counts.
const lineText = (line: string): string => {
  const states = line.replace(SEQUENCE, '').split('\r');
  return `${manyLines(states.findLast(state => state !== '') ?? '')}\r\n`;
};
