// Whether a target of a command is a folder, which is searched.
import type { Host } from '../../../../src-shared/host/host';
import type { Target } from '../target';

/** Whether a target is a folder, possibly behind a link. */
export const isFolder = (host: Pick<Host, 'stat'>, target: Target): target is Target & { readonly path: string } =>
  target.path !== undefined && host.stat(target.path)?.kind === 'folder';
