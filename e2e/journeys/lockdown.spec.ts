// What a page of the app may not do, asserted at run time in every window.
import { expect } from '@playwright/test';
import { test } from '../journey.ts';
import { Workstation } from '../workstation.ts';

test('pages are isolated, cannot leave, open windows, evaluate text or reach Node', async ({
  launch,
}) => {
  const { app, window, close } = await launch();
  await new Workstation(window).waitForRows();
  const pages = app.windows();
  expect(pages.map((page) => new URL(page.url()).pathname).toSorted()).toEqual([
    '/',
    '/store.html',
  ]);

  for (const page of pages) {
    const url = page.url();
    const found = await page.evaluate(async () => {
      const evaluate = (): string => {
        const script = document.createElement('script');
        script.textContent = 'globalThis.injected = true';
        document.body.append(script);
        return String('injected' in globalThis);
      };
      return {
        isolated: crossOriginIsolated,
        injected: evaluate(),
        opened: globalThis.open('https://example.org/') === null ? 'nothing' : 'a window',
        node: ['require', 'process', 'module'].filter((name) => name in globalThis),
        bridge: Object.keys((globalThis as unknown as { clearpane: object }).clearpane).toSorted(),
        foreign: await fetch('https://example.org/').then(
          () => 'reached',
          () => 'refused',
        ),
      };
    });
    expect(found).toEqual({
      isolated: true,
      injected: 'false',
      opened: 'nothing',
      node: [],
      bridge: ['call', 'on'],
      foreign: 'refused',
    });
    await page.evaluate(() => {
      globalThis.location.href = 'https://example.org/';
    });
    await page.waitForTimeout(300);
    expect(page.url()).toBe(url);
  }
  expect(app.windows()).toHaveLength(2);

  const preferences = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const live = (
        contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences();
      return [live['sandbox'], live['contextIsolation'], live['nodeIntegration']];
    }),
  );
  expect(preferences).toEqual([
    [true, true, false],
    [true, true, false],
  ]);
  await close();
});

test('a call with another shape, or from another frame, is refused', async ({ launch }) => {
  const { window, close } = await launch();
  await new Workstation(window).waitForRows();
  const refusals = await window.evaluate(async () => {
    const { clearpane } = globalThis as unknown as {
      clearpane: { call(name: unknown, argument: unknown): Promise<unknown> };
    };
    const attempt = async (name: unknown, argument: unknown): Promise<string> => {
      try {
        return JSON.stringify(await clearpane.call(name, argument));
      } catch (error) {
        return String(error).replace(/^.*refused: /, '');
      }
    };
    return [
      await attempt('constructor', null),
      await attempt('settings.write', { theme: 'neon' }),
      await attempt('link.open', 'https://example.org/'),
      await attempt('link.open', { url: 'file:///etc/passwd' }),
    ];
  });
  expect(refusals.slice(0, 3)).toEqual([
    'no such call',
    'the argument of settings.write has another shape',
    'the argument of link.open has another shape',
  ]);
  expect(JSON.parse(refusals[3] ?? '')).toMatchObject({ ok: false, failure: { kind: 'rejected' } });
  await close();
});
