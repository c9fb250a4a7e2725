// The Linux libraries that Electron loads, and the virtual screen for machines without one.
import { readFile } from 'node:fs/promises';

import { hasDisplay } from '../display.mjs';
import { runCommand } from '../run-command.mjs';
import { ToolError } from '../tool.mjs';

/**
 * `library` is what the dynamic linker looks for, where Debian's names do not apply; `renamed`: Debian 13
 * and Ubuntu 24.04 add `t64` to the package's name; `headless`: needed only where there is no screen.
 *
 * @typedef {{ name: string, library?: string, renamed?: boolean, headless?: boolean }} SystemPackage
 *
 * @type {readonly SystemPackage[]}
 */
const systemPackages = [
  { name: 'libgtk-3-0', library: 'libgtk-3.so.0', renamed: true },
  { name: 'libnss3', library: 'libnss3.so' },
  { name: 'libasound2', library: 'libasound.so.2', renamed: true },
  { name: 'libgbm1', library: 'libgbm.so.1' },
  { name: 'libxss1', library: 'libXss.so.1' },
  { name: 'libxtst6', library: 'libXtst.so.6' },
  { name: 'libnotify4', library: 'libnotify.so.4' },
  { name: 'libsecret-1-0', library: 'libsecret-1.so.0' },
  { name: 'fonts-dejavu-core', headless: true },
  { name: 'xauth', headless: true },
  { name: 'xvfb', headless: true },
];

/** Installs the missing ones on Debian and Ubuntu as root; elsewhere throws a line that names them. */
export async function installSystemPackages() {
  const wanted = systemPackages.filter(({ headless }) => !headless || !hasDisplay());
  const release = await readOsRelease();
  const family = `${release.get('ID')} ${release.get('ID_LIKE') ?? ''}`.split(' ');
  if (!family.includes('debian') && !family.includes('ubuntu')) {
    const missing = await missingLibraries(wanted);
    if (missing.length === 0) return;
    throw new ToolError(`Install the packages of your system that hold: ${missing.join(' ')}`);
  }
  const missing = await missingPackages(wanted, release);
  if (missing.length === 0) return;
  const install = ['install', '--yes', '--no-install-recommends', ...missing];
  if (process.getuid?.() !== 0) {
    throw new ToolError(`System packages are missing. Run: sudo apt-get ${install.join(' ')}`);
  }
  console.log(`Installing system packages: ${missing.join(' ')} ...`);
  const first = await aptGet(install);
  if (first.code === 0) return;
  // The usual reason: a bare image has no package lists, or old ones.
  await aptGet(['update']);
  const second = await aptGet(install);
  if (second.code === 0) return;
  console.error(second.output.trimEnd());
  throw new ToolError(`apt-get ${install.join(' ')} failed: the reason is above.`);
}

/** @param {readonly string[]} args */
function aptGet(args) {
  return runCommand('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '--quiet=2', ...args], {
    output: 'keep',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

/**
 * @param {readonly SystemPackage[]} wanted
 * @param {ReadonlyMap<string, string>} release
 */
async function missingPackages(wanted, release) {
  const candidates = wanted.flatMap(({ name, renamed }) => (renamed ? [name, `${name}t64`] : name));
  const { output } = await runCommand(
    'dpkg-query',
    ['--show', '--showformat', '${Package} ${db:Status-Status}\n', ...candidates],
    { output: 'keep' },
  );
  const installed = new Set(output.match(/^\S+(?= installed$)/gm));
  return wanted
    .filter(({ name }) => !installed.has(name) && !installed.has(`${name}t64`))
    .map(({ name, renamed }) => (renamed && hasRenamedPackages(release) ? `${name}t64` : name));
}

/** @param {ReadonlyMap<string, string>} release */
function hasRenamedPackages(release) {
  const version = Number(release.get('VERSION_ID') ?? Number.POSITIVE_INFINITY);
  return version >= (release.get('ID') === 'ubuntu' ? 24.04 : 13);
}

/** @param {readonly SystemPackage[]} wanted */
async function missingLibraries(wanted) {
  const { code, output } = await runCommand('ldconfig', ['-p'], { output: 'keep' });
  // Without a linker's cache nothing is known, and Electron itself will tell what it lacks.
  const missing = wanted.filter(
    ({ library }) => code === 0 && library && !output.includes(library),
  );
  const programs = hasDisplay() ? [] : await missingPrograms(['xvfb-run', 'xauth']);
  return [...missing.map(({ library }) => library), ...programs];
}

/** @param {readonly string[]} programs */
async function missingPrograms(programs) {
  const found = await Promise.all(
    programs.map(async (name) => {
      const { code } = await runCommand('sh', ['-c', `command -v ${name}`], { output: 'keep' });
      return code === 0;
    }),
  );
  return programs.filter((_, index) => !found[index]);
}

async function readOsRelease() {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const pairs = text.matchAll(/^(\w+)="?(.*?)"?$/gm);
  return new Map(
    Array.from(pairs, ([, key = '', value = '']) => /** @type {const} */ ([key, value])),
  );
}
