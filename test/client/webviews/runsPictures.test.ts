// Copying and saving the plots next to the table of runs.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PlotMessage } from '../../../src-shared/protocol/runTableView';
import { stage } from './runsStage';
import { column, mae, tableOf } from './runTables';

const view = tableOf([mae(['10', '12', '9']), column('lr', ['0.1', '0.2', '0.3'])]);

/** Clicks on a button of a plot of runs and waits for what the page says. */
async function clicked(button: string, table = view): Promise<PlotMessage | undefined> {
  const page = stage();
  page.show(table);
  page.button('plot:scatter').click();
  page.sent.length = 0;
  page.button(button).click();
  await vi.waitFor(() => expect(page.sent).toHaveLength(1));
  return page.sent[0] as PlotMessage;
}

async function copiedSvg(table = view): Promise<string> {
  const message = await clicked('copySvg', table);
  return message?.type === 'exportPlot' && message.format === 'svg' ? message.content : '';
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('an SVG', () => {
  test('is complete without the page: colours and sizes are its own', async () => {
    const svg = await copiedSvg();
    expect(svg).toMatch(/^<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).toContain('width="980"');
    expect(svg).not.toMatch(/class=|var\(--/);
  });

  test('with a no-break space in a name is XML', async () => {
    const html = Object.getOwnPropertyDescriptor(Element.prototype, 'outerHTML')?.get;
    // As in browsers.
    vi.spyOn(Element.prototype, 'outerHTML', 'get').mockImplementation(function (this: Element) {
      return String(html?.call(this)).replaceAll('\u00a0', '&nbsp;');
    });
    const svg = await copiedSvg(tableOf([mae(['10', '12']), column('lr\u00a0used', ['0.1', '0.2'])]));
    expect(svg).toContain('lr\u00a0used');
    expect(svg.match(/xmlns=/g)).toHaveLength(1);
  });
});

describe('a PNG', () => {
  const drawings: string[] = [];
  const copied: unknown[] = [];
  let mayCopy = true;
  let url = 'data:image/png;base64,AAAA';
  let decodes = true;

  class FakeImage {
    src = '';
    async decode(): Promise<void> {
      if (!decodes) throw new Error('It cannot be decoded.');
    }
  }

  beforeEach(() => {
    drawings.length = 0;
    copied.length = 0;
    [mayCopy, url, decodes] = [true, 'data:image/png;base64,AAAA', true];
    vi.stubGlobal('Image', FakeImage);
    vi.stubGlobal(
      'ClipboardItem',
      class {
        constructor(readonly parts: Readonly<Record<string, Promise<Blob>>>) {}
      },
    );
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(function (this: HTMLCanvasElement) {
      const size = `${this.width} x ${this.height}`;
      return {
        scale: (x: number) => drawings.push(`${size} at ${x}`),
        drawImage: (image: FakeImage) => drawings.push(decodeURIComponent(image.src).slice(0, 60)),
      } as never;
    });
    vi.spyOn(HTMLCanvasElement.prototype, 'toDataURL').mockImplementation(() => url);
    vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation(give => give(new Blob(['png'])));
    vi.stubGlobal('navigator', {
      clipboard: {
        write: async ([item]: { parts: Readonly<Record<string, Promise<Blob>>> }[]) => {
          if (!mayCopy) throw new Error('Not allowed.');
          copied.push(await item?.parts['image/png']?.then(blob => blob.text()));
        },
      },
    });
  });

  test('has twice the density of the plot, and its bytes are given to the panel', async () => {
    expect(await clicked('savePng')).toEqual({ type: 'exportPlot', format: 'png', content: 'AAAA' });
    expect(drawings).toEqual(['1960 x 560 at 2', expect.stringMatching(/^data:image\/svg\+xml;charset=utf-8,<svg/)]);
  });

  test('is copied by the page, which says so', async () => {
    expect(await clicked('copyPng')).toEqual({ type: 'plotCopied' });
    expect(copied).toEqual(['png']);
  });

  test('that cannot be drawn is said', async () => {
    decodes = false;
    expect(await clicked('savePng')).toEqual({ type: 'plotFailed', action: 'save' });
    expect(await clicked('copyPng')).toEqual({ type: 'plotFailed', action: 'copy' });
  });

  test('without a picture is said: a canvas that is too large has none', async () => {
    url = 'data:,';
    expect(await clicked('savePng')).toEqual({ type: 'plotFailed', action: 'save' });
    vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation(give => give(null));
    expect(await clicked('copyPng')).toEqual({ type: 'plotFailed', action: 'copy' });
  });

  test('that may not be copied is said', async () => {
    mayCopy = false;
    expect(await clicked('copyPng')).toEqual({ type: 'plotFailed', action: 'copy' });
    vi.stubGlobal('navigator', {});
    expect(await clicked('copyPng')).toEqual({ type: 'plotFailed', action: 'copy' });
  });
});
