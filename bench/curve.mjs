// How our answers grow with the document: all that an editor asks after a keystroke, each of it alone, and what somebody asks by looking.
import { layerPlaces } from './makeSpec.mjs';
import { coldStart, middlePlaces } from './measure.mjs';
import { median, ms, quantile, size, table } from './numbers.mjs';
import { AFTER_KEYSTROKE, timeOf, timeOfQuestion } from './questions.mjs';

/** Measures specs of growing size; gives lines of text to print. */
export async function curve(peer, options) {
  const measured = [];
  for (const lines of options.sizes) measured.push(await measure(peer, lines, options));
  return [
    'A keystroke is over when diagnostics, tokens (what changed of them), the hints of 60 lines and the lenses are there, asked for at once.',
    '"of processor" is what the server worked for it, all its threads together: a busy machine makes answers late, but hardly more work.',
    table([
      [
        'lines',
        'size',
        'cold start',
        'keystroke, median',
        '95 of 100',
        'of processor',
        ...LOOKS.flatMap(name => [name, '95 of 100']),
      ],
      ...measured.map(row),
    ]),
    '',
    'Each of it alone after a keystroke, median',
    table([['lines', ...AFTER_KEYSTROKE], ...measured.map(aloneRow)]),
    '',
    'Growth: how many times as long as for a text of a tenth of the size',
    table([['lines', 'size', 'keystroke', 'of processor', ...AFTER_KEYSTROKE, ...LOOKS], ...growth(measured)]),
  ];
}

const LOOKS = ['completion', 'hover'];

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
  const used = session.processorTime();
  const all = await times(keystrokes, place => timeOf(session, place, AFTER_KEYSTROKE));
  const work = (session.processorTime() - used) / keystrokes;
  const alone = {};
  for (const name of AFTER_KEYSTROKE) alone[name] = await times(few, place => timeOf(session, place, [name]));
  for (const name of LOOKS) {
    const spots = middlePlaces({ places: layerPlaces }, session.text, few);
    alone[name] = [];
    for (const spot of spots)
      alone[name].push(await timeOfQuestion(session, name === 'hover' ? spot.look : spot.choose, name));
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
    ...LOOKS.flatMap(n => [median(alone[n]), quantile(alone[n], 0.95)]),
  ].map(ms),
];

const aloneRow = ({ lines, alone }) => [count(lines), ...AFTER_KEYSTROKE.map(name => ms(median(alone[name])))];

function growth(measured) {
  const times = (a, b) => `${(a / b).toFixed(1)}x`;
  return measured.slice(1).map((one, i) => {
    const before = measured[i];
    const names = [...AFTER_KEYSTROKE, ...LOOKS];
    return [
      count(one.lines),
      times(one.size, before.size),
      times(median(one.all), median(before.all)),
      times(one.work, before.work),
      ...names.map(name => times(median(one.alone[name]), median(before.alone[name]))),
    ];
  });
}
