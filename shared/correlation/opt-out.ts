// Analytics rules of Sentinel that are not to be correlated say so at the start of their description, which
// their alerts carry (learn.microsoft.com/defender-xdr/exclude-analytics-rules-correlation).

/** `#INC_CORR#`, the opposite, is what is done anyway. */
const OPTED_OUT = '#DONT_CORR#';

export function isOptedOut(alert: Readonly<Record<string, unknown>>): boolean {
  const { description } = alert;
  return typeof description === 'string' && description.startsWith(OPTED_OUT);
}
