// Bundles the extension, the language server, the command line and the webviews into dist/.
// --production: minified, without source maps.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, transform } from 'esbuild';
import { browserCode, bundles, root } from './bundles.mjs';
import { iconFiles } from './codicons/iconFiles.mjs';
import { iconPackage, packageFolders, thirdPartyNotices } from './notices.mjs';
import { buildMcp, buildPrograms } from './programs.mjs';

const dist = path.join(root, 'dist');
const production = process.argv.includes('--production');

rmSync(dist, { recursive: true, force: true });
await Promise.all(browserCode().map(build));
const inputs = await Promise.all([buildPrograms(dist, { production }), ...buildOthers()]);
await buildMcp(dist, { production });
await writeIcons(path.join(dist, 'webviews'));
const folders = packageFolders(Object.assign({}, ...inputs));
writeFileSync(path.join(dist, 'ThirdPartyNotices.txt'), thirdPartyNotices([...folders, iconPackage]));

/** The inputs of all other bundles. The MCP server is not in the package of VS Code, so its notices are not either. */
function buildOthers() {
  const { core: _, mcp: __, ...others } = bundles(production);
  return Object.values(others).map(async options => (await build({ ...options, metafile: true })).metafile.inputs);
}

/** Writes the icon font with what the pages use of it. */
async function writeIcons(folder) {
  const scripts = readdirSync(folder).filter(name => name.endsWith('.js'));
  const { css, font } = iconFiles(scripts.map(name => readFileSync(path.join(folder, name), 'utf8')));
  writeFileSync(path.join(folder, 'codicon.ttf'), font);
  const { code } = await transform(css, { loader: 'css', minify: production, legalComments: 'none' });
  writeFileSync(path.join(folder, 'codicon.css'), code);
}
