// Addresses in alerts are attacker-chosen: only plain https ones reach the system's browser.
import { shell } from 'electron';
import { FailureError } from '../../shared/failure.ts';

/** Fails with `rejected` for anything but an https address without credentials in it. */
export async function openExternalLink(text: string): Promise<void> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') {
    throw new FailureError({
      kind: 'rejected',
      summary: 'This address was not opened, because it is not a plain https address.',
      action: 'Copy it if you are sure that it is safe to visit.',
    });
  }
  await shell.openExternal(url.href);
}
