// Response times by size of the document: all requests after a keystroke, each of them alone, and completion and hover.
import { layerPlaces } from './makeSpec.mjs';
import { coldStart, middlePlaces } from './measure.mjs';
import { median, ms, quantile, size, table } from './numbers.mjs';
import { AFTER_KEYSTROKE, timeOf, timeOfRequest } from './requests.mjs';

/** Measures specs of growing size; returns lines of text to print. */
export async function curve(peer, options) {
  const measured = [];
  for (const lines of options.sizes) measured.push(await measure(peer, lines, options));
  return [
    'A keystroke ends when diagnostics, tokens (delta), the hints of 60 lines and the lenses have arrived, requested at once.',
    '"CPU time" is the CPU time of all threads of the server for a keystroke: a busy machine delays responses but hardly adds work.',
    table([
      [
        'lines',
        'size',
        'cold start',
        'keystroke, median',
        'p95',
        'CPU time',
        ...POSITION_REQUESTS.flatMap(name => [name, 'p95']),
      ],
      ...measured.map(row),
    ]),
    '',
    'Each request alone after a keystroke, median',
    table([['lines', ...AFTER_KEYSTROKE], ...measured.map(aloneRow)]),
    '',
    'Growth: the factor compared with a text of a tenth of the size',
    table([['lines', 'size', 'keystroke', 'CPU time', ...AFTER_KEYSTROKE, ...POSITION_REQUESTS], ...growth(measured)]),
  ];
}

const POSITION_REQUESTS = ['completion', 'hover'];

async function measure(peer, lines, { folder, warmUp, keystrokes }) {
  const { file, text } = peer.document(folder, lines);
  const { session, time: cold } = await coldStart(peer, { folder, file, text });
  const few = Math.ceil(keystrokes / 4);
  const places = middlePlaces(peer, text, warmUp + keystrokes + few * AFTER_KEYSTROKE.length).values();
  const times = async (count, time) => {
    const found = [];
    for (let i = 0; i < count; i++) found.push(await time(places.next().value));
    return found;
  };
  await times(warmUp, place => timeOf(session, place, AFTER_KEYSTROKE));
  const before = session.cpuTime();
  const all = await times(keystrokes, place => timeOf(session, place, AFTER_KEYSTROKE));
  const work = (session.cpuTime() - before) / keystrokes;
  const alone = {};
  for (const name of AFTER_KEYSTROKE) alone[name] = await times(few, place => timeOf(session, place, [name]));
  for (const name of POSITION_REQUESTS) {
    const spots = middlePlaces({ places: layerPlaces }, session.text, few);
    alone[name] = [];
    for (const spot of spots)
      alone[name].push(await timeOfRequest(session, name === 'hover' ? spot.hover : spot.completion, name));
  }
  await session.stop();
  return { lines, size: text.length, cold, all, work, alone };
}

const count = lines => lines.toLocaleString('en');

const row = ({ lines, size: length, cold, all, work, alone }) => [
  count(lines),
  size(length),
  ...[
    cold,
    median(all),
    quantile(all, 0.95),
    work,
    ...POSITION_REQUESTS.flatMap(n => [median(alone[n]), quantile(alone[n], 0.95)]),
  ].map(ms),
];

const aloneRow = ({ lines, alone }) => [count(lines), ...AFTER_KEYSTROKE.map(name => ms(median(alone[name])))];

function growth(measured) {
  const times = (a, b) => `${(a / b).toFixed(1)}x`;
  return measured.slice(1).map((one, i) => {
    const before = measured[i];
    const names = [...AFTER_KEYSTROKE, ...POSITION_REQUESTS];
    return [
      count(one.lines),
      times(one.size, before.size),
      times(median(one.all), median(before.all)),
      times(one.work, before.work),
      ...names.map(name => times(median(one.alone[name]), median(before.alone[name]))),
    ];
  });
}
