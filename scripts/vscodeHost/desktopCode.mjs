// Finds desktop VS Code, where there is one that can open a window here.
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** The program to start, or undefined. */
export function findDesktopCode() {
  return process.platform === 'win32' ? findOnWindows() : findOnPath('code');
}

/** On Windows PATH holds a batch file, which could be started only through a shell; the program lies one folder above it. */
function findOnWindows() {
  const batch = findOnPath('code.cmd');
  const program = batch && path.join(path.dirname(batch), '..', 'Code.exe');
  return program && isUsable(program) ? program : undefined;
}

function findOnPath(name) {
  if (!hasScreen()) return undefined;
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return folders.map(folder => path.join(folder, name)).find(file => isUsable(file) && isDesktop(file));
}

/** The terminal of a remote window has a `code` of its own, which cannot load an extension under development. */
const isDesktop = file => !file.includes(`${path.sep}remote-cli${path.sep}`);

function hasScreen() {
  const { DISPLAY, WAYLAND_DISPLAY, WSL_DISTRO_NAME } = process.env;
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY || WSL_DISTRO_NAME);
}

function isUsable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
