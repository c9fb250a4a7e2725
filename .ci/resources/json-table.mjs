// JSON with one table row a line, so that a changed fact is one changed line in review.

/**
 * The file's text: `head`'s members first, then each table with one row a line.
 * @param {Record<string, string>} head
 * @param {Record<string, readonly object[]>} tables
 * @returns {string}
 */
export function jsonTable(head, tables) {
  const members = Object.entries(head).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  for (const [name, rows] of Object.entries(tables)) {
    const lines = rows.map((row) => `    ${JSON.stringify(row)}`);
    members.push(`  ${JSON.stringify(name)}: [\n${lines.join(',\n')}\n  ]`);
  }
  return `{\n${members.join(',\n')}\n}\n`;
}
