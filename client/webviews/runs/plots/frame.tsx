// The frame of a plot: its size, its axes with ticks and labels, and the selection with the pointer.
import type { ComponentChildren, VNode } from 'preact';
import type { Scale } from './scale';

/** The size of a plot and of its inner part, in its own units, which are CSS pixels at the usual width. */
export interface PlotSize {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The size of plots on pages of usual and of small width. */
export const plotSize = (isNarrow: boolean): PlotSize =>
  isNarrow
    ? { width: 400, height: 260, left: 56, right: 12, top: 10, bottom: 44 }
    : { width: 980, height: 280, left: 72, right: 24, top: 12, bottom: 46 };

/** Places from 0 to 1 in the units of a plot; up is more. */
export const inside = ({ width, height, left, right, top, bottom }: PlotSize) => ({
  x: (at: number): number => left + at * (width - left - right),
  y: (at: number): number => height - bottom - at * (height - top - bottom),
});

/** What the axes show. */
export interface AxesProps {
  readonly size: PlotSize;
  readonly x: Scale;
  readonly y: Scale;
  readonly xLabel: string;
  readonly yLabel: string;
}

/** Both axes. */
export function Axes({ size, x, y, xLabel, yLabel }: AxesProps): VNode {
  const at = inside(size);
  const [bottom, left] = [at.y(0), at.x(0)];
  return (
    <g class="axes">
      <path class="axisLine" d={`M${left} ${at.y(1)}V${bottom}H${at.x(1)}`} />
      {thinned(x.ticks, MIN_X_GAP / (at.x(1) - left)).map(tick => (
        <text key={tick.at} class="tick" x={at.x(tick.at)} y={bottom + 16} text-anchor={anchorOf(tick.at)}>
          {shortTick(tick.text)}
        </text>
      ))}
      {y.ticks.map(tick => (
        <g key={tick.at}>
          <path class="gridLine" d={`M${left} ${at.y(tick.at)}H${at.x(1)}`} />
          <text class="tick" x={left - 8} y={at.y(tick.at) + 4} text-anchor="end">
            {shortTick(tick.text, MAX_Y_TICK)}
          </text>
        </g>
      ))}
      <text class="axisLabel" x={(left + at.x(1)) / 2} y={size.height - 8} text-anchor="middle">
        {xLabel}
      </text>
      <text class="axisLabel" transform={`translate(14 ${(bottom + at.y(1)) / 2}) rotate(-90)`} text-anchor="middle">
        {yLabel}
      </text>
    </g>
  );
}

const [MIN_X_GAP, MAX_X_TICK, MAX_Y_TICK] = [96, 14, 9];

const anchorOf = (at: number): 'start' | 'middle' | 'end' => (at < 0.04 ? 'start' : at > 0.96 ? 'end' : 'middle');

const shortTick = (text: string, most = MAX_X_TICK): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

// Labels must not cover each other.
function thinned<T extends { readonly at: number }>(ticks: readonly T[], gap: number): T[] {
  let last = Number.NEGATIVE_INFINITY;
  return ticks.filter(({ at }) => {
    if (at - last < gap) return false;
    last = at;
    return true;
  });
}

/** A rectangle that the user drew, in the units of the plot. */
export interface Rectangle {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What the pointer does in a plot. */
export interface PointerPorts {
  readonly size: PlotSize;
  readonly hover: (x: number, y: number) => void;
  readonly leave: () => void;
  /** A rectangle was drawn; a click is one without size. */
  readonly brush: (rectangle: Rectangle) => void;
}

/** The SVG of a plot. While a rectangle is drawn it is changed in the document alone, because nothing else changes. */
export function PlotSvg({
  ports,
  label,
  children,
}: {
  readonly ports: PointerPorts;
  readonly label: string;
  readonly children: ComponentChildren;
}): VNode {
  const { size } = ports;
  return (
    <svg
      class="plot"
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-label={label}
      onPointerDown={event => startBrush(event, ports)}
      onPointerMove={event => ports.hover(...placeIn(event.currentTarget, event, size))}
      onPointerLeave={ports.leave}
    >
      {children}
      <rect class="brush" width={0} height={0} />
    </svg>
  );
}

function placeIn(svg: SVGSVGElement, { clientX, clientY }: MouseEvent, { width, height }: PlotSize): [number, number] {
  const box = svg.getBoundingClientRect();
  if (box.width === 0 || box.height === 0) return [0, 0];
  return [((clientX - box.left) / box.width) * width, ((clientY - box.top) / box.height) * height];
}

function startBrush(
  event: PointerEvent & { readonly currentTarget: SVGSVGElement },
  { size, brush }: PointerPorts,
): void {
  const svg = event.currentTarget;
  const shown = svg.querySelector('.brush');
  const [x, y] = placeIn(svg, event, size);
  const rectangle = (other: MouseEvent): Rectangle => {
    const [u, v] = placeIn(svg, other, size);
    return { left: Math.min(x, u), right: Math.max(x, u), top: Math.min(y, v), bottom: Math.max(y, v) };
  };
  const draw = ({ left, right, top, bottom }: Rectangle): void => {
    const box = { x: left, y: top, width: right - left, height: bottom - top };
    for (const [name, value] of Object.entries(box)) shown?.setAttribute(name, String(value));
  };
  const move = (other: PointerEvent): void => draw(rectangle(other));
  const end = (other: PointerEvent): void => {
    window.removeEventListener('pointermove', move);
    draw({ left: 0, right: 0, top: 0, bottom: 0 });
    brush(rectangle(other));
  };
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', end, { once: true });
}
