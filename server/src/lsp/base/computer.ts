// What the server uses of the computer that it runs on, besides its files. A browser has neither processes nor programs.
import type { ToolAnswer } from '../../../../src-shared/protocol/requests';
import type { CommandValue } from '../../../../src-shared/protocol/settings';
import type { ClaimSystem } from '../../../../src-shared/repro/history/claimFolder';

/** A computer. */
export interface Computer {
  /** How folders of runs are claimed. */
  readonly claims: ClaimSystem;
  /** The path of a program on PATH that is outside of some folders; undefined where there is none. */
  findProgram(name: string, excluded: readonly string[]): string | undefined;
  /** Finds the kynml tool by the setting `kynml.command`. Relative paths and `${workspaceFolder}` refer to `folder`. */
  findTool(setting: CommandValue, folder: string): Promise<ToolAnswer>;
}
