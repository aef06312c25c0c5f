// Finds a desktop VS Code that can open a window.
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** The program to start, or undefined. */
export function findDesktopCode() {
  return process.platform === 'win32' ? findOnWindows() : findOnPath('code');
}

/** On Windows, PATH has a batch file that needs a shell; the program is one folder above it. */
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

/** The `code` of a remote window cannot load an extension under development. */
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
