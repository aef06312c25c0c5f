// The findings of kyn check in a short form.
import { check } from './checkJson';
import type { CliSetup } from './cliEnvironment';

/** Checks files; each checked file is its path, its kind and the codes of its findings. */
export const checkCodes = async (files: NonNullable<CliSetup['files']>, ...paths: string[]) => {
  const { code, stderr, files: checked } = await check({ files }, ...paths);
  return { code, stderr, files: checked.map(f => [f.path, f.kind, ...f.diagnostics.map(d => d.code)].join(' ')) };
};
