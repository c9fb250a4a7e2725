// `npm run lint [-- --fix]`: the rules of .oxlintrc.json and the format of .prettierrc.json.
import { runNode } from './run-command.mjs';
import { setUp } from './setup.mjs';
import { runTool } from './tool.mjs';

/**
 * @param {{ fix?: boolean }} [options] `fix`: repair what can be repaired
 * @returns {Promise<{ code: number, output: string }>} what both tools say; 0 when neither complains
 */
export async function lint({ fix = false } = {}) {
  const options = /** @type {const} */ ({ output: 'keep' });
  const oxlint = ['--deny-warnings', '--type-aware', ...(fix ? ['--fix'] : [])];
  const prettier = [fix ? '--write' : '--check', '--log-level=warn', '.'];
  const rules = await runNode('node_modules/oxlint/bin/oxlint', oxlint, options);
  const format = await runNode('node_modules/prettier/bin/prettier.cjs', prettier, options);
  return { code: Math.max(rules.code, format.code), output: rules.output + format.output };
}

if (process.argv[1] === import.meta.filename) {
  await runTool(async () => {
    await setUp({ display: false });
    const { code, output } = await lint({ fix: process.argv.includes('--fix') });
    console.log(code === 0 ? 'No complaints.' : output.trimEnd());
    return code;
  });
}
