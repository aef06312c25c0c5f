// Starts the server of an installed VS Code host on 127.0.0.1 with a temporary data folder, and installs extensions.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { atOurEnd, temporaryFolder } from '../atOurEnd.mjs';
import { Halt } from '../project.mjs';
import { quietSettings } from './quietSettings.mjs';

const startLimit = 30_000;

/**
 * Starts the server. Options: `settings` (user settings in addition to quietSettings), `env` (environment variables of the
 * extension host and its terminals), `args` (further options of the server), `port` (default: a free one), `token` (required
 * from a browser; without one, every process on this machine can use the server, so only for short test runs).
 * Returns { port, authority, data, log(), stop() }.
 * @param {any} host
 * @param {{ settings?: object, env?: object, args?: string[], port?: number, token?: string }} options
 */
export async function startServer(host, { settings = {}, env = {}, args = [], port, token } = {}) {
  const { folder: data, remove } = temporaryFolder('vscode');
  writeSettings(data, { ...quietSettings, ...settings });
  const usedPort = port ?? (await freePort());
  const child = spawn(host.node, [host.serverMain, ...serverArgs({ port: usedPort, data, token }), ...args], {
    env: { ...cleanEnv(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const server = describeServer(child, { port: usedPort, data, remove });
  try {
    await waitUntilReady(server, child);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

/** Installs a VSIX into an extensions folder with the command line of the server; returns the list of installed extensions. */
export async function installVsix(host, { vsix, extensionsDir }) {
  const { folder: data, remove } = temporaryFolder('install');
  const places = ['--extensions-dir', extensionsDir, '--server-data-dir', data, '--accept-server-license-terms'];
  const run = args => promisify(execFile)(host.node, [host.serverMain, ...args, ...places], { env: cleanEnv() });
  try {
    await run(['--install-extension', vsix, '--force']);
    const { stdout } = await run(['--list-extensions', '--show-versions']);
    return stdout.trim().split('\n');
  } catch (error) {
    throw new Halt(
      `VS Code could not install ${path.basename(vsix)}:\n${error.stdout ?? ''}${error.stderr ?? error.message}`,
    );
  } finally {
    remove();
  }
}

function writeSettings(data, settings) {
  const file = path.join(data, 'data', 'User', 'settings.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(settings, null, 2));
}

function serverArgs({ port, data, token }) {
  const address = ['--host', '127.0.0.1', '--port', String(port)];
  const access = token ? ['--connection-token', token] : ['--without-connection-token'];
  return [...address, ...access, '--server-data-dir', data, '--accept-server-license-terms', '--disable-telemetry'];
}

/** The environment without variables of a surrounding editor or npm: terminals and language servers inherit it. */
function cleanEnv() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|npm_)/i.test(name)));
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {net.AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}

function describeServer(child, { port, data, remove }) {
  let output = '';
  const collect = piece => {
    output += piece;
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  // The server leads its own process group, so that all its child processes end with it.
  const kill = atOurEnd(() => signalGroup(child, 'SIGKILL'));
  const stop = async () => {
    await terminate(child);
    kill();
    remove();
  };
  return { port, authority: `127.0.0.1:${port}`, data, log: () => output, stop };
}

async function terminate(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  signalGroup(child, 'SIGTERM');
  await Promise.race([gone, sleep(3000, undefined, { ref: false })]);
}

function signalGroup({ pid }, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has already ended.
  }
}

async function waitUntilReady(server, child) {
  const until = Date.now() + startLimit;
  while (Date.now() < until) {
    if (server.log().includes('EADDRINUSE'))
      throw new Halt(`Port ${server.port} is in use by another program. Choose another one.`);
    if (child.exitCode !== null)
      throw new Halt(`The VS Code server exited immediately (exit code ${child.exitCode}):\n${server.log()}`);
    if (await isUp(server)) return;
    await sleep(30);
  }
  throw new Halt(`The VS Code server did not answer within ${startLimit / 1000} seconds:\n${server.log()}`);
}

/** Another program may answer on the port, so the log must also show that the server is listening. */
async function isUp(server) {
  if (!server.log().includes('Extension host agent listening')) return false;
  const response = await fetch(`http://${server.authority}/version`).catch(() => undefined);
  return response?.ok ?? false;
}
