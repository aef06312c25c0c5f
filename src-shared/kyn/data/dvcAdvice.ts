// What to do about missing data that DVC provides.

/** How DVC provides a data file. `label`: the .dvc file that tracks it, or the dvc.yaml with the stage that writes it. `isCached`: DVC stores the output. */
export type Dvc =
  | { readonly label: string; readonly stage?: undefined }
  | { readonly label: string; readonly stage: string; readonly isCached: boolean };

/** How to get the data: ``run `dvc pull`, because houses.csv.dvc tracks it``. */
export function dvcAdvice(dvc: Dvc): string {
  if (dvc.stage === undefined) return `${dvcCommand(dvc)}, because ${dvc.label} tracks it`;
  return `${dvcCommand(dvc)}, because the stage \`${dvc.stage}\` in ${dvc.label} writes it`;
}

/** The same as a sentence. */
export const dvcSentence = (dvc: Dvc): string => `${dvcAdvice(dvc).replace(/^r/, 'R')}.`;

/** Only the command. An output that DVC does not store can only be made again. */
export function dvcCommand(dvc: Dvc): string {
  if (dvc.stage === undefined) return 'run `dvc pull`';
  return dvc.isCached ? 'run `dvc pull` or `dvc repro`' : 'run `dvc repro`';
}
