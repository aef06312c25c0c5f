// The losses of a training by epoch, from its event file.
import type { Host } from '../../host/host';
import { trainingEvent } from './trainingEvent';

/** The losses by epoch, the first one at 0; null where one is not finite or was not recorded. `epochs`: how many there will be. */
export interface RecordedLosses {
  readonly epochs: number;
  readonly train: readonly (number | null)[];
  readonly test: readonly (number | null)[];
  readonly isEnded: boolean;
}

/** A larger file is not read, in bytes, and later epochs are left out: a plot cannot show them. */
const [MAX_FILE, MAX_EPOCHS] = [32 * 1024 * 1024, 100_000];

/** Reads an event file; undefined where it cannot be read or has no epoch. */
export function readLosses(host: Pick<Host, 'readBytes' | 'decodeUtf8'>, path: string): RecordedLosses | undefined {
  const read = host.readBytes(path, MAX_FILE);
  const text = read.ok ? host.decodeUtf8(read.bytes) : undefined;
  return text === undefined ? undefined : lossesIn(text);
}

/** The losses in the text of an event file. A second start is that of another process that continues the file. */
export function lossesIn(text: string): RecordedLosses | undefined {
  const losses = { train: [] as (number | null)[], test: [] as (number | null)[] };
  let [epochs, isEnded] = [0, false];
  for (const line of text.split('\n')) {
    const event = line === '' ? undefined : trainingEvent(line);
    if (event?.event === 'start') {
      epochs = event.epochs;
      isEnded = false;
    } else if (event?.event === 'end') isEnded = true;
    else if (event && event.epoch <= MAX_EPOCHS) {
      put(losses.train, event.epoch, event.trainLoss);
      put(losses.test, event.epoch, event.testLoss);
    }
  }
  return losses.train.length === 0 ? undefined : { epochs, ...losses, isEnded };
}

function put(losses: (number | null)[], epoch: number, loss: number): void {
  while (losses.length < epoch) losses.push(null);
  losses[epoch - 1] = Number.isFinite(loss) ? loss : null;
}
