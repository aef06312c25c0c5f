// npm start: builds the extension and opens examples/house-price in desktop VS Code. Without a desktop VS Code, it installs one
// from the npm registry and serves it to a browser on this machine until Ctrl-C.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { temporaryFolder } from './atOurEnd.mjs';
import { ensureVscodeHost } from './installVscodeHost.mjs';
import { makePackage } from './package.mjs';
import { buildExtension, Halt, main, root } from './project.mjs';
import { findDesktopCode } from './vscodeHost/desktopCode.mjs';
import { installVsix, startServer } from './vscodeHost/server.mjs';

const example = path.join(root, 'examples', 'house-price');

await main(async () => {
  const code = findDesktopCode();
  return code ? openDesktop(code) : serveToBrowser();
});

async function openDesktop(code) {
  buildExtension();
  console.log(`Opening ${path.relative(root, example)} in desktop VS Code with the extension of this repository.`);
  const child = spawn(code, ['--new-window', `--extensionDevelopmentPath=${root}`, example], { stdio: 'inherit' });
  const [status] = await once(child, 'exit');
  return status;
}

/** Installs the extension from its package, as users do. */
async function serveToBrowser() {
  const port = readPort();
  const host = ensureVscodeHost();
  const { folder: extensionsDir } = temporaryFolder('extensions');
  await installVsix(host, { vsix: makePackage(), extensionsDir });
  await serve(host, { port, extensionsDir });
  endWithParent();
}

async function serve(host, { port, extensionsDir }) {
  const token = randomBytes(16).toString('hex');
  const args = ['--extensions-dir', extensionsDir, '--disable-workspace-trust'];
  const server = await startServer(host, { port, token, args });
  const query = new URLSearchParams({ tkn: token, folder: example });
  console.log(`\nVS Code ${host.version} with the extension, for a browser on this machine (Ctrl-C to stop):`);
  console.log(`\n  http://${server.authority}/?${query}\n`);
}

function readPort() {
  const text = process.env.PORT;
  if (!text) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Halt(
    `PORT is "${text}", which is not a valid port. Use a number from 1 to 65535, or unset it to use a free port.`,
  );
}

/** Ctrl-C ends this process and the server. No signal arrives when only npm is killed, so its end is detected by polling. */
function endWithParent() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit();
  }, 500);
}
