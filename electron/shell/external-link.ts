// Addresses in alerts are attacker-chosen: only plain https ones reach the system's browser.
import { FailureError } from '../../shared/failure.ts';

/** The address to open; fails with `rejected` for anything but https without credentials in it. */
export function checkedLink(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') {
    throw new FailureError({
      kind: 'rejected',
      summary: 'This address was not opened, because it is not a plain https address.',
      action: 'Copy it if you are sure that it is safe to visit.',
    });
  }
  return url.href;
}
