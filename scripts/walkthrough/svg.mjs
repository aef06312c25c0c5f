// The parts of a picture in the colours of the user's theme: VS Code replaces its variables in an SVG of a walkthrough.

const WIDTH = 560;
const LINE = 20;
const MARGIN = 16;
const code = 'var(--vscode-editor-font-family, monospace)';
const prose = 'var(--vscode-font-family, sans-serif)';

const colors = {
  plain: '--vscode-editor-foreground',
  muted: '--vscode-descriptionForeground',
  lens: '--vscode-editorCodeLens-foreground',
  comment: '--vscode-charts-green',
  word: '--vscode-charts-blue',
  value: '--vscode-charts-orange',
  link: '--vscode-textLink-foreground',
  warning: '--vscode-editorWarning-foreground',
  error: '--vscode-errorForeground',
};

const escapeXml = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const color = name => `var(${colors[name]}, currentColor)`;

/**
 * One line of a picture: pieces [color, text, options], from left to right. `x` moves a piece to a column in pixels; `bold` and `prose` set its font.
 * @typedef {[keyof typeof colors, string, { x?: number, bold?: boolean, prose?: boolean }?]} Piece
 */

/** @param {Piece} piece */
function span([name, text, { x, bold, prose: isProse } = {}]) {
  const attributes = [
    ...(x === undefined ? [] : [`x="${x}"`]),
    `fill="${color(name)}"`,
    ...(bold ? ['font-weight="600"'] : []),
    ...(isProse ? [`font-family="${prose}"`] : []),
  ];
  return `<tspan ${attributes.join(' ')}>${escapeXml(text)}</tspan>`;
}

/**
 * The picture of some lines in an editor. `title` is read by screen readers. `marks` are bars at the left of lines, [first, last, color], from 0: they mark a hover or a verdict.
 * @param {string} title
 * @param {readonly (readonly Piece[])[]} lines
 * @param {readonly [number, number, keyof typeof colors][]} marks
 */
export function picture(title, lines, marks = []) {
  const height = lines.length * LINE + 2 * MARGIN;
  const bars = marks.map(
    ([first, last, name]) =>
      `<rect x="6" y="${MARGIN + first * LINE}" width="3" height="${(last - first + 1) * LINE}" fill="${color(name)}"/>`,
  );
  const texts = lines.map(
    (pieces, i) =>
      `<text xml:space="preserve" x="${MARGIN}" y="${MARGIN + i * LINE + 14}">${pieces.map(span).join('')}</text>`,
  );
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="${code}" font-size="13">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="6" fill="var(--vscode-editor-background, none)" stroke="var(--vscode-panel-border, none)"/>`,
    ...bars,
    ...texts.filter(text => text.includes('<tspan')),
    '</svg>',
  ].join('\n')}\n`;
}
