// The notices of the packages that are bundled: each with its version and licence, and the text of every licence once.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './bundles.mjs';

/** Its icons are in the icon font of the pages, which is not made by the bundler. */
export const iconPackage = 'node_modules/@vscode/codicons';

// The licence of the icons asks for the author, the address of the licence and whether something was changed, not for its text.
const byAddress = {
  'CC-BY-4.0':
    'copyright Microsoft Corporation, https://creativecommons.org/licenses/by/4.0/legalcode, changed: a part of the icons',
};

const names = /^(licen[cs]e(-code)?|notice|third-?party-?notices)(\.(md|txt))?$/i;

/** The folders of the packages in the inputs of a bundle (`metafile.inputs` of esbuild), sorted. */
export function packageFolders(inputs) {
  const folders = Object.keys(inputs).flatMap(file => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

/** The notices for packages, named by their folders relative to the root of the repository. Throws if one has no licence. */
export function thirdPartyNotices(folders) {
  const packages = folders.map(readPackage).sort((a, b) => (a.title < b.title ? -1 : 1));
  const titlesOf = new Map();
  for (const { title, texts } of packages)
    for (const text of texts) titlesOf.set(text, new Set([...(titlesOf.get(text) ?? []), title]));
  const list = [...new Set(packages.map(({ title, licence }) => `${title}: ${licence}`))];
  const texts = [...titlesOf].map(([text, titles]) => `${'-'.repeat(80)}\n${[...titles].join(', ')}\n\n${text}`);
  return `${['Third-party software in this package', list.join('\n'), ...texts].join('\n\n')}\n`;
}

function readPackage(folder) {
  const at = path.join(root, folder);
  const { name, version, license } = JSON.parse(readFileSync(path.join(at, 'package.json'), 'utf8'));
  const title = `${name} ${version}`;
  const files = readdirSync(at).filter(file => names.test(file));
  if (!license || files.length === 0) throw new Error(`${folder} has no licence.`);
  const address = byAddress[license];
  const copied = address === undefined ? files : files.filter(file => file !== 'LICENSE');
  const licence = address === undefined ? license : `${license}, ${address}`;
  return { title, licence, texts: copied.map(file => licenceText(path.join(at, file))) };
}

const licenceText = file =>
  readFileSync(file, 'utf8')
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n')
    .trim();
