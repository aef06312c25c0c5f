// Starts the server of an installed VS Code host on 127.0.0.1, with a throw-away data folder, and installs extensions into it.
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
 * Starts the server. Options: `settings` (user settings on top of the quiet ones), `env` (added to the environment of
 * the extension host and its terminals), `args` (further options of the server), `port` (default: a free one), `token`
 * (what a browser has to show; without one, anything on this machine may use the server: for short test runs only).
 * Gives { port, authority, data, log(), stop() }.
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
    await answers(server, child);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

/** Installs a VSIX into an extensions folder with the server's own command line; gives the list of what is installed there. */
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

/** Terminals and language servers inherit this, so nothing of an editor or an npm around us may show in it. */
function cleanEnv() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|npm_)/i.test(name)));
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function describeServer(child, { port, data, remove }) {
  let said = '';
  const collect = piece => {
    said += piece;
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  // The server leads a process group of its own, so that everything that it started ends with it.
  const kill = atOurEnd(() => signalGroup(child, 'SIGKILL'));
  const stop = async () => {
    await endPolitely(child);
    kill();
    remove();
  };
  return { port, authority: `127.0.0.1:${port}`, data, log: () => said, stop };
}

async function endPolitely(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  signalGroup(child, 'SIGTERM');
  await Promise.race([gone, sleep(3000, undefined, { ref: false })]);
}

function signalGroup({ pid }, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}

async function answers(server, child) {
  const until = Date.now() + startLimit;
  while (Date.now() < until) {
    if (server.log().includes('EADDRINUSE'))
      throw new Halt(`Port ${server.port} is in use by another program; choose another.`);
    if (child.exitCode !== null)
      throw new Halt(`The VS Code server ended at once (exit ${child.exitCode}):\n${server.log()}`);
    if (await isUp(server)) return;
    await sleep(30);
  }
  throw new Halt(`The VS Code server did not answer within ${startLimit / 1000} seconds:\n${server.log()}`);
}

/** The port may answer for somebody else, so the server has to have said that it listens. */
async function isUp(server) {
  if (!server.log().includes('Extension host agent listening')) return false;
  const response = await fetch(`http://${server.authority}/version`).catch(() => undefined);
  return response?.ok ?? false;
}
