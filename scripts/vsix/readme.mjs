// The README of the package. The marketplace and VS Code show it without the files of the package, so relative pictures and links lead nowhere there.
import path from 'node:path';

const link = /(!?)\[([^\][]*)\]\(([^()\s]+)\)/g;
// A line with nothing but relative links is a menu, of which no words would be left that say something.
const menu = /^(?:\[[^\][]*\]\((?![a-z]+:|#)[^()\s]+\)(?: · |$))+$/gm;

/**
 * The text with complete addresses. Without `address`, where the files of the repository are not served, pictures and menus are left out and links become plain text.
 * @param {string} text
 * @param {{ folder: string, address?: string | undefined }} options `folder`: where the text is in the repository, as links are relative to it; `address`: the
 *   URL of the root of the repository
 */
export function packageReadme(text, { folder, address }) {
  const shown = address === undefined ? text.replace(menu, '') : text;
  const replaced = shown.replace(link, (whole, isPicture, title, target) => {
    if (/^(?:[a-z]+:|#)/.test(target)) return whole;
    if (address !== undefined) {
      const url = new URL(path.posix.join(folder, target), address.endsWith('/') ? address : `${address}/`);
      return `${isPicture}[${title}](${url})`;
    }
    return isPicture ? '' : title;
  });
  return `${replaced.replace(/\n{3,}/g, '\n\n').trimEnd()}\n`;
}
