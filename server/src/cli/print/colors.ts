// Terminal colours.

/** Colours a text. */
export type Paint = (text: string) => string;

/** The colours in use. */
export interface Colors {
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly blue: Paint;
  readonly bold: Paint;
  readonly dim: Paint;
}

/** Matches one colour change of this file. Splitting a text by it keeps the changes, at odd places. */
export const COLOR = /(\u001b\[(?:31|32|33|34|39|1|2|22)m)/;

/** ANSI colours; with `enabled` false, functions that return the text unchanged. */
export function createColors(enabled: boolean): Colors {
  const paint =
    (on: number, off: number): Paint =>
    text =>
      enabled && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  return {
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
    blue: paint(34, 39),
    bold: paint(1, 22),
    dim: paint(2, 22),
  };
}
