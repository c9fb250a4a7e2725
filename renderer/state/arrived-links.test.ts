import { expect, it } from 'vitest';
import type { ShellBridge } from '../../shared/contract/shell.ts';
import type { ListLink } from '../../shared/queue/list-link.ts';
import { createArrivedLinks } from './arrived-links.ts';

/** Main with links that wait, and a store that has rows of the tenant "ours" only. */
function app(...waiting: (string | null)[]) {
  const shown: ListLink[] = [];
  let arrive = (): void => undefined;
  const links = createArrivedLinks({
    bridge: {
      call: (async () => ({ ok: true, value: waiting.shift() ?? null })) as ShellBridge['call'],
      on: ((_name: string, listener: () => void) => {
        arrive = listener;
        return () => undefined;
      }) as ShellBridge['on'],
    },
    show: (link) => shown.push(link),
    count: async (_queue, { conditions }) =>
      conditions.some((one) => one.kind === 'values' && one.values.includes('ours')) ? 5 : 0,
  });
  return { links, shown, arrive: () => arrive() };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

it('opens the link that the app was started with, and those that come later', async () => {
  const { links, shown, arrive } = app('clearpane://incidents?v=1&range=3d', 'clearpane://alerts');
  await settled();
  arrive();
  await settled();
  expect(shown.map(({ queue }) => queue)).toEqual(['incidents', 'alerts']);
  expect(links.getState().notice).toBeNull();
});

it('says what it does not know of a link, and shows the rest', async () => {
  const { links, shown } = app(
    'clearpane://incidents?v=1&owningTeam=SOC&severity=high&tenant=theirs&tenant=ours',
  );
  await settled();
  expect(shown[0]?.unread).toEqual(['owningTeam=SOC']);
  expect(links.getState().notice).toEqual({
    kind: 'partly',
    sentences: [
      'This version does not know a filter of the link: owningTeam=SOC. The list is shown without it.',
      'The link is about tenant theirs, of which nothing is stored here. Connect it in the settings.',
    ],
  });
  links.getState().dismiss();
  expect(links.getState().notice).toBeNull();
});

it('refuses what is no list, and changes nothing', async () => {
  const { links, shown } = app('clearpane://delete-everything');
  await settled();
  expect(shown).toEqual([]);
  expect(links.getState().notice).toEqual({
    kind: 'refused',
    sentences: ['The link is no list of incidents or alerts.'],
  });
});

it('names a few of many parts, each cut', async () => {
  const long = `x=${'y'.repeat(500)}`;
  const { links } = app(`clearpane://alerts?v=1&${long}&b=1&c=2&d=3&e=4`);
  await settled();
  const [sentence = ''] = links.getState().notice?.sentences ?? [];
  expect(sentence.length).toBeLessThan(260);
  expect(sentence).toContain('5 filters');
  expect(sentence).toContain('and 2 more');
});
