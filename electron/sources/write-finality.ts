// What the status of a refused write says about whether it can still succeed.

/** A sign-in that is not accepted, a conflict and a passing trouble leave everything open. */
export function writeFinality(status: number | null): 'refused' | 'gone' | 'unclear' {
  if (status === 404 || status === 410) return 'gone';
  const isOpen = status === null || status >= 500 || [401, 408, 409, 412, 425].includes(status);
  return isOpen ? 'unclear' : 'refused';
}
