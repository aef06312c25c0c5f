// Reads an event file while it grows: only what is new, and only complete lines.
import type { Host, Stat } from '../../host/host';
import { trainingEvent } from './trainingEvent';
import { afterEvent, NO_PROGRESS, type TrainingProgress } from './trainingProgress';

/** The access to files that it needs. */
export type EventFileHost = Pick<Host, 'readPart' | 'decodeUtf8'>;

/** The largest part that is read at once, in bytes. */
export const MAX_EVENT_PART = 1024 * 1024;

/** A longer line is not an event, in bytes. */
const MAX_EVENT_LINE = 64 * 1024;

const LINE_END = 0x0a;

/** The progress in one event file. */
export class EventFile {
  progress: TrainingProgress = NO_PROGRESS;
  private offset = 0;
  private inode: number | undefined;
  private isSkipping = false;

  constructor(
    private readonly host: EventFileHost,
    private readonly path: string,
  ) {}

  /** Reads what was added, at most `MAX_EVENT_PART` bytes; returns the number of bytes. The rest is read by the next call. */
  read({ size, inode }: Pick<Stat, 'size' | 'inode'>): number {
    // Another file, or one that was cut.
    if (inode !== this.inode || size < this.offset) this.restart();
    this.inode = inode;
    if (size === this.offset) return 0;
    const read = this.host.readPart(this.path, this.offset, MAX_EVENT_PART);
    if (!read.ok) return 0;
    this.take(read.bytes);
    return read.bytes.length;
  }

  private restart(): void {
    this.progress = NO_PROGRESS;
    this.offset = 0;
    this.isSkipping = false;
  }

  private take(bytes: Uint8Array): void {
    let from = 0;
    for (let end = bytes.indexOf(LINE_END); end >= 0; end = bytes.indexOf(LINE_END, from)) {
      if (!this.isSkipping) this.line(bytes.subarray(from, end));
      this.isSkipping = false;
      from = end + 1;
    }
    // The beginning of a line is read again with the rest of it.
    if (bytes.length - from <= MAX_EVENT_LINE && !this.isSkipping) {
      this.offset += from;
      return;
    }
    this.isSkipping = true;
    this.offset += bytes.length;
  }

  private line(bytes: Uint8Array): void {
    if (bytes.length > MAX_EVENT_LINE) return;
    const text = this.host.decodeUtf8(bytes);
    const event = text === undefined ? undefined : trainingEvent(text);
    if (event) this.progress = afterEvent(this.progress, event);
  }
}
