// Counts of passed and failed tests, as the reports of Vitest and Playwright tell them.

/** @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number }} Tally */

/** @type {Tally} what a part counts as when it broke before it could report */
export const brokenTally = { passed: 0, failed: 1, skipped: 0 };

/**
 * Vitest's JSON report. A file that could not be loaded has no tests: it counts as one failed.
 *
 * @param {{ testResults: readonly { status: string, assertionResults: readonly { status: string }[] }[] }} report
 * @returns {Tally}
 */
export function tallyOfVitest({ testResults }) {
  const tests = testResults.flatMap(({ status, assertionResults }) => {
    const statuses = assertionResults.map((test) => test.status);
    return status === 'failed' && !statuses.includes('failed') ? [...statuses, 'failed'] : statuses;
  });
  return {
    passed: tests.filter((status) => status === 'passed').length,
    failed: tests.filter((status) => status === 'failed').length,
    skipped: tests.filter((status) => status !== 'passed' && status !== 'failed').length,
  };
}

/**
 * Playwright's JSON report. Errors outside of tests count as failed; a flaky test has passed at last.
 *
 * @param {{ stats: { expected: number, flaky: number, unexpected: number, skipped: number }, errors: readonly unknown[] }} report
 * @returns {Tally}
 */
export function tallyOfPlaywright({ stats, errors }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * The tally of a finished part: an exit code without a failed test is a failure of its own, as is a part
 * in which nothing ran.
 *
 * @param {number} code
 * @param {Tally} tally
 * @returns {Tally}
 */
export function withExitCode(code, tally) {
  const isUnexplained = code !== 0 && tally.failed === 0;
  const isEmpty = tally.passed + tally.failed === 0;
  return isUnexplained || isEmpty ? { ...tally, failed: tally.failed + 1 } : tally;
}

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sumTallies(tallies) {
  const sum = (/** @type {keyof Tally} */ key) =>
    tallies.reduce((total, tally) => total + tally[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** @param {Tally} tally */
export function tallyLine({ passed, failed, skipped }) {
  const line = `${passed} passed, ${failed} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}
