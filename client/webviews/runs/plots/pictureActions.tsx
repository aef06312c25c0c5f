// The actions on the picture of a plot: it is copied or saved.
import type { VNode } from 'preact';
import type { PlotMessage } from '../../../../src-shared/protocol/runTableView';
import { ActionButton } from '../../shared/actionButton';
import { t } from '../../shared/l10n';
import { copyPng, pngOf, svgText } from './copy';

/** The plot, where one is drawn, and where the outcome goes. */
export interface PictureProps {
  readonly svg: () => SVGSVGElement | undefined;
  readonly send: (message: PlotMessage) => void;
}

type Action = 'copySvg' | 'copyPng' | 'savePng';

/** The buttons. */
export function PictureActions({ svg, send }: PictureProps): VNode {
  const act = (action: Action): void => {
    const element = svg();
    if (element) void pictureMessage(element, action).then(send);
  };
  return (
    <div class="toolbar plotActions" role="group" aria-label={t('Actions of the plot')}>
      <ActionButton id="copySvg" icon="copy" label={t('Copy SVG')} onClick={() => act('copySvg')} />
      <ActionButton id="copyPng" icon="file-media" label={t('Copy PNG')} onClick={() => act('copyPng')} />
      <ActionButton id="savePng" icon="save" label={t('Save PNG…')} onClick={() => act('savePng')} />
    </div>
  );
}

// A picture that cannot be made is said, and never silent.
async function pictureMessage(svg: SVGSVGElement, action: 'copySvg' | 'copyPng' | 'savePng'): Promise<PlotMessage> {
  if (action === 'copySvg') return { type: 'exportPlot', format: 'svg', content: svgText(svg) };
  try {
    if (action === 'savePng') return { type: 'exportPlot', format: 'png', content: await pngOf(svg) };
    await copyPng(svg);
    return { type: 'plotCopied' };
  } catch {
    return { type: 'plotFailed', action: action === 'copyPng' ? 'copy' : 'save' };
  }
}
