// Colours of a terminal, or none.

/** Colours a stretch of text. */
export type Paint = (text: string) => string;

/** The colours that are used. */
export interface Colors {
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly blue: Paint;
  readonly bold: Paint;
  readonly dim: Paint;
}

/** Colours, or the text as it is where there are none. */
export function createColors(color: boolean): Colors {
  const paint =
    (on: number, off: number): Paint =>
    text =>
      color && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  return {
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
    blue: paint(34, 39),
    bold: paint(1, 22),
    dim: paint(2, 22),
  };
}
