// The marks of runs as paths: one path for all runs of a kind, so that thousands of them are quick to draw.

/** A point in the plot, in its own units. */
export interface Point {
  readonly run: number;
  readonly x: number;
  readonly y: number;
}

/** The shape of a mark: kinds of runs have different ones, so that colour is never the only cue. */
export type Shape = 'dot' | 'square' | 'star' | 'ring';

/** The path of marks of one shape. */
export const marksPath = (points: readonly Point[], shape: Shape): string =>
  points.map(({ x, y }) => `M${round(x)} ${round(y)}${SHAPES[shape]}`).join('');

const SHAPES: Readonly<Record<Shape, string>> = {
  dot: 'm-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0',
  square: 'm-4 -4h8v8h-8z',
  star: 'm0 -7l2 4.6l5 .4l-3.8 3.3l1.2 4.9l-4.4 -2.6l-4.4 2.6l1.2 -4.9l-3.8 -3.3l5 -.4z',
  ring: 'm-7 0a7 7 0 1 0 14 0a7 7 0 1 0 -14 0',
};

/** The path of a line through points; undefined makes a gap. */
export function linePath(points: readonly (readonly [x: number, y: number] | undefined)[]): string {
  let isGap = true;
  return points
    .map(point => {
      if (!point) {
        isGap = true;
        return '';
      }
      const command = isGap ? 'M' : 'L';
      isGap = false;
      return `${command}${round(point[0])} ${round(point[1])}`;
    })
    .join('');
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** The point that is nearest to a place, within a distance. */
export function nearest(points: readonly Point[], x: number, y: number, within: number): Point | undefined {
  let [best, distance] = [undefined as Point | undefined, within ** 2];
  for (const point of points) {
    const d = (point.x - x) ** 2 + (point.y - y) ** 2;
    if (d <= distance) [best, distance] = [point, d];
  }
  return best;
}
