// The releases to install and the target folder: the versions used by the tests, unless the command line sets others.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Halt } from '../project.mjs';
import { hostDir } from './installed.mjs';

/** Increased when the installation steps change, so that an older folder is replaced. */
const recipe = 1;

/** @satisfies {import('node:util').ParseArgsConfig['options']} */
const options = {
  vscode: { type: 'string', default: '4.139.1' },
  node: { type: 'string', default: '24.21.0' },
  force: { type: 'boolean', default: false },
};

const usage = 'Usage: node scripts/installVscodeHost.mjs [folder] [--vscode 4.139.1] [--node 24.21.0] [--force]';

/** Parses the command line into { folder, want, force }; `want` is compared with the stamp of an installed host. */
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
