// Paths to which no command writes a file.
import { reasonText, type TextFailure } from '../../../src-shared/host/readText';

/** Whether a path cannot be that of a file that is replaced: a folder, a device, or a name that no file can have. */
export const isNoFile = (reason: TextFailure): boolean =>
  reason === 'folder' || reason === 'special' || reason === 'name-too-long';

/** Why nothing is written to a path that cannot be replaced, after its name. */
export const notReplacedText = (reason: TextFailure): string =>
  `cannot be ${reason === 'name-too-long' ? 'written' : 'replaced'}: ${reasonText(reason)}`;
