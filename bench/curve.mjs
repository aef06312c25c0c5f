// How our keystroke grows with the document.
import { coldStart, keystroke, middlePlaces } from './measure.mjs';
import { median, ms, quantile, size, table } from './numbers.mjs';

/** Measures keystrokes on specs of growing size; gives lines of text to print. */
export async function curve(peer, { folder, sizes, warmUp, keystrokes }) {
  const rows = [];
  for (const lines of sizes) {
    const { file, text } = peer.document(folder, lines);
    const { session, time } = await coldStart(peer, { folder, file, text });
    const times = [];
    for (const place of middlePlaces(peer, text, warmUp + keystrokes)) times.push(await keystroke(session, place));
    const counted = times.slice(warmUp);
    await session.stop();
    rows.push([
      lines.toLocaleString('en'),
      size(text.length),
      ms(time),
      ms(median(counted)),
      ms(quantile(counted, 0.95)),
    ]);
  }
  return [table([['lines', 'size', 'cold start', 'keystroke, median', '95 of 100'], ...rows])];
}
