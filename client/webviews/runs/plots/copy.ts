// A plot as a file of its own: the colours of the theme and the fonts become attributes.

const STYLES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'paint-order',
];

/** The text of an SVG file. */
export function svgText(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [originals, copies] = [
    [svg, ...svg.querySelectorAll('*')],
    [copy, ...copy.querySelectorAll('*')],
  ];
  for (const [i, element] of copies.entries()) {
    const style = getComputedStyle(originals[i] as Element);
    for (const name of STYLES) {
      const value = style.getPropertyValue(name);
      if (value !== '') element.setAttribute(name, value);
    }
    element.removeAttribute('class');
  }
  const { width, height } = svg.viewBox.baseVal;
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const background = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  background.setAttribute('width', '100%');
  background.setAttribute('height', '100%');
  background.setAttribute('fill', getComputedStyle(document.body).backgroundColor);
  copy.prepend(background);
  // Not `outerHTML`: it writes `&nbsp;`, which XML does not have.
  return new XMLSerializer().serializeToString(copy);
}

/** The browser could not draw a picture, for example because it is too large. */
class NoPicture extends Error {}

/** For a sharp picture on screens with twice the density. */
const DENSITY = 2;

/** The picture as a PNG file in base64. Rejects where the browser cannot draw it. */
export async function pngOf(svg: SVGSVGElement): Promise<string> {
  const [, base64] = /^data:image\/png;base64,(.+)$/.exec((await drawn(svg)).toDataURL('image/png')) ?? [];
  if (base64 === undefined) throw new NoPicture();
  return base64;
}

/** Copies the picture to the clipboard. Rejects where the browser cannot draw it, or does not let the page write there. */
export async function copyPng(svg: SVGSVGElement): Promise<void> {
  const png = drawn(svg).then(blobOf);
  // The write fails with it, unless it has failed before.
  png.catch(() => undefined);
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
}

const blobOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob(blob => (blob ? resolve(blob) : reject(new NoPicture())), 'image/png');
  });

async function drawn(svg: SVGSVGElement): Promise<HTMLCanvasElement> {
  const { width, height } = svg.viewBox.baseVal;
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(svg))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * DENSITY;
  canvas.height = height * DENSITY;
  const context = canvas.getContext('2d');
  if (!context) throw new NoPicture();
  context.scale(DENSITY, DENSITY);
  context.drawImage(image, 0, 0, width, height);
  return canvas;
}
