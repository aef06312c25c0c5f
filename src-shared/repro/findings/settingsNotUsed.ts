// A settings file that is not read.
import { defineFinding } from '../../text/defineFinding';

interface NotUsed {
  /** Completes "This file ". */
  readonly problem: string;
}

/** A settings file is not used as a whole. */
export const settingsNotUsed = defineFinding({
  code: 'settings-not-used',
  severity: 'error',
  group: 'artifacts',
  summary:
    'The file `.kynml.json` is larger than 64 KiB, or a link that leads out of its folder and repository. None of its settings is used.',
  fix: 'Shorten the file, or replace the link with a file.',
  message: ({ problem }: NotUsed) =>
    `This file ${problem}, so none of its settings is used. Shorten it, or replace the link with a file.`,
});
