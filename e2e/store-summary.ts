// How many alerts the app says it has stored, read where a person would: on the settings page.
import type { Page } from '@playwright/test';

/** Leaves the window on the settings page. */
export async function storedAlerts(window: Page): Promise<number> {
  await window.getByRole('navigation', { name: 'Places' }).getByText('Settings').click();
  const label = window.locator('dt', { hasText: /^Alerts$/ });
  const text = await label.locator('xpath=following-sibling::dd').innerText();
  return Number(text.replaceAll(/\D/g, ''));
}
