// Opens a real VS Code for a test: a server with its own data folder, a fresh workspace, and the workbench in headless Chromium.
import path from 'node:path';
import { root } from '../../scripts/project.mjs';
import { startServer } from '../../scripts/vscodeHost/server.mjs';
import { waitLimit } from './driver/wait.mjs';
import { createDriver } from './driver.mjs';
import { testSettings } from './testSettings.mjs';
import { freshWorkspace } from './workspace.mjs';

/**
 * Opens VS Code in a browser. Options, all with defaults:
 * - `source`, `name`: the workspace to copy (examples/house-price; null for an empty folder) and the name of the copy;
 * - `prepare(folder)`: changes the copy before VS Code sees it;
 * - `open`: what to open: a path in the copy ('' for the copy itself), a `.code-workspace` file in it, or null for no folder;
 * - `settings`, `env`, `viewport`, and `restricted`: true opens the workspace in Restricted Mode (see driver.trustWorkspace);
 * - `inBrowser`: the extension runs in the extension host of the browser, without Node;
 * - `extension`: folder of the extension under development (the repository), `extensionsDir`: folder of installed ones;
 * - `tests`: file whose run() is called in the extension host.
 * Returns { page, driver, folder, server, lines, browserLog, blocked, exited, close() }; `browserLog` has the lines of the browser's console.
 * @param {any} tools
 * @param {any} options
 */
export async function openVscode({ host, browser }, options = {}) {
  const workspace = freshWorkspace(options);
  const closing = [workspace.remove];
  const close = async () => {
    for (const step of closing.reverse()) await step();
  };
  try {
    await options.prepare?.(workspace.folder);
    const server = await startServer(host, serverOptions(options));
    closing.push(server.stop);
    const context = await browser.newContext({ viewport: options.viewport ?? { width: 1280, height: 800 } });
    closing.push(() => context.close());
    return { ...(await openWorkbench({ host, server, context, workspace }, options)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function serverOptions({ settings, env, restricted = false, extensionsDir }) {
  const args = ['--enable-smoke-test-driver'];
  if (!restricted) args.push('--disable-workspace-trust');
  // Otherwise the server takes PATH from a login shell.
  if (env?.PATH !== undefined) args.push('--force-disable-user-env');
  if (extensionsDir) args.push('--extensions-dir', extensionsDir);
  const trustSettings = { 'security.workspace.trust.enabled': restricted };
  return { settings: { ...testSettings, ...trustSettings, ...settings }, env, args };
}

async function openWorkbench({ host, server, context, workspace }, options) {
  const page = await context.newPage();
  page.setDefaultTimeout(waitLimit);
  const record = { lines: [], browserLog: [], blocked: [] };
  page.on('console', message => record.browserLog.push(message.text()));
  const { exited } = await listen(page, record);
  await stayLocal(context, { authority: server.authority, blocked: record.blocked });
  if (options.inBrowser) await runInBrowser(context, page, server.authority);
  await page.goto(workbenchAddress(server, { ...options, folder: workspace.folder }));
  const driver = createDriver({ page, host, folder: workspace.folder });
  return { page, driver, folder: workspace.folder, server, exited, ...record };
}

/** The workbench calls these two functions of the page: for each console line of the tests, and when they end. */
async function listen(page, { lines }) {
  let finish;
  const exited = new Promise(resolve => {
    finish = resolve;
  });
  await page.exposeFunction('codeAutomationLog', (type, parts) => lines.push(`${type} ${parts.map(asText).join(' ')}`));
  await page.exposeFunction('codeAutomationExit', code => finish(code));
  return { exited };
}

const asText = part => (typeof part === 'string' ? part : JSON.stringify(part));

/** Every request to another server is refused and recorded: tests do not wait for time-outs, and a run is shown to be offline. */
async function stayLocal(context, { authority, blocked }) {
  const isOutside = address => address.protocol.startsWith('http') && address.host !== authority;
  await context.route(isOutside, route => {
    blocked.push(route.request().url());
    return route.abort();
  });
}

function workbenchAddress(server, { folder, open = '', inBrowser, extension = inBrowser ? null : root, tests }) {
  const remote = file => `vscode-remote://${server.authority}${encodeURI(path.resolve(file))}`;
  const payload = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  if (extension) payload.push(['extensionDevelopmentPath', remote(extension)]);
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  const query = new URLSearchParams({ ...whatToOpen(folder, open), payload: JSON.stringify(payload) });
  return `http://${server.authority}/?${query}`;
}

function whatToOpen(folder, open) {
  if (open === null) return { ew: 'true' };
  const target = path.join(folder, open);
  return target.endsWith('.code-workspace') ? { workspace: target } : { folder: target };
}

const extensionPath = '/under-development';

/** Gives the page the repository as an extension of the browser. It is served from the server's own address, because the page loads nothing else. */
async function runInBrowser(context, page, authority) {
  await context.route(
    address => address.host === authority && address.pathname.startsWith(`${extensionPath}/`),
    route =>
      route.fulfill({ path: path.join(root, new URL(route.request().url()).pathname.slice(extensionPath.length)) }),
  );
  await page.addInitScript(addExtension, { scheme: 'http', authority, path: extensionPath });
}

// Runs in the page, before VS Code reads its configuration.
function addExtension(extension) {
  if (window.top !== window) return;
  const observer = new MutationObserver(() => {
    const configuration = document.getElementById('vscode-workbench-web-configuration');
    if (!configuration) return;
    observer.disconnect();
    const settings = JSON.parse(configuration.dataset.settings);
    settings.developmentOptions = { ...settings.developmentOptions, extensions: [extension] };
    configuration.dataset.settings = JSON.stringify(settings);
  });
  observer.observe(document, { childList: true, subtree: true });
}
