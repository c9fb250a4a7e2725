// The app as a person at the keyboard sees it: places, rows and panes found by role and name.
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

export class Workstation {
  readonly #window: Page;

  constructor(window: Page) {
    this.#window = window;
  }

  async goTo(place: 'Incidents' | 'Alerts' | 'Tuning' | 'Settings'): Promise<void> {
    await this.#window.getByRole('navigation', { name: 'Places' }).getByText(place).click();
  }

  get grid(): Locator {
    return this.#window.getByRole('grid');
  }

  /** Body rows on screen; the header row is not among them. */
  get rows(): Locator {
    return this.grid.getByRole('row').filter({ has: this.#window.getByRole('gridcell') });
  }

  /** Resolves when the queue shows at least `count` rows. */
  async waitForRows(count = 1): Promise<void> {
    await expect.poll(() => this.rows.count(), { timeout: 30_000 }).toBeGreaterThanOrEqual(count);
  }

  /** Ids of the rows on screen in their order, from the queue's ID column. */
  async rowIds(): Promise<readonly string[]> {
    const texts = await this.rows.allInnerTexts();
    return texts.map((text) => /\b\d{4}\b/.exec(text)?.[0] ?? text);
  }

  /** Ids of the five rows updated last, once waiting rows are let in. */
  async firstUpdates(): Promise<readonly string[]> {
    const waiting = this.#window.getByRole('button', { name: /new/i }).first();
    if (await waiting.isVisible()) await waiting.click();
    return (await this.rowIds()).slice(0, 5);
  }

  /** The count beside the queue's title, e.g. "30 of 63 stored". */
  async totals(): Promise<string> {
    const heading = this.#window.getByRole('heading', { level: 1 });
    return (await heading.locator('xpath=..').innerText()).replaceAll(/\s+/g, ' ');
  }

  async search(text: string): Promise<void> {
    await this.#window.keyboard.press('/');
    await this.#window.keyboard.type(text);
  }

  async openIncident(name: string): Promise<void> {
    await this.grid.getByRole('link', { name }).first().click();
    await expect(this.#window.getByRole('heading', { level: 1, name })).toBeVisible();
  }

  async openTab(name: 'Attack story' | 'Alerts' | 'Assets' | 'Evidence' | 'Activities') {
    await this.#window.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
  }

  /** All text of the open tab. */
  async tabText(): Promise<string> {
    const panel = this.#window.getByRole('tabpanel');
    await expect(panel.getByRole('gridcell').first()).toBeVisible();
    return panel.innerText();
  }

  /** The sync state in words, at the right end of the top bar; its press opens the details. */
  get syncState(): Locator {
    return this.#window.getByRole('button', { name: /^Sync: / });
  }

  /** Presses "Sync now" or "Retry now" in the details of the sync state. */
  async syncNow(): Promise<void> {
    await this.syncState.click();
    await this.#window.getByRole('button', { name: /^(Sync|Retry) now$/ }).click();
    await this.#window.keyboard.press('Escape');
  }

  /** All text of the attack-story graph, read from its table. */
  async graphAsText(): Promise<string> {
    const asTable = this.#window.getByRole('button', { name: 'Show as table' });
    await asTable.click();
    const text = await this.#window.getByRole('tabpanel').innerText();
    await asTable.click();
    return text;
  }
}
