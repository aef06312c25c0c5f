// What to install and where: the releases that the tests are proven with, and what the command line changes about them.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Halt } from '../project.mjs';
import { hostDir } from './installed.mjs';

/** Raised whenever the same releases are installed in another way, so that an older folder is replaced. */
const recipe = 1;

const options = {
  vscode: { type: 'string', default: '4.139.1' },
  node: { type: 'string', default: '24.21.0' },
  force: { type: 'boolean', default: false },
};

const usage = 'Usage: node scripts/installVscodeHost.mjs [folder] [--vscode 4.139.1] [--node 24.21.0] [--force]';

/** Reads the command line into { folder, want, force }; `want` is what the stamp of an installed host is compared with. */
export function readRequest(args) {
  const { values, positionals } = parse(args);
  return {
    folder: path.resolve(positionals[0] ?? hostDir),
    want: { recipe, codeServer: values.vscode, node: values.node },
    force: values.force,
  };
}

function parse(args) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new Halt(`${error.message}\n${usage}`);
  }
}
