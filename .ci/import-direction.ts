// Which room may import from which, as a table, and the search for imports that break it.
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, posix, sep } from 'node:path';

import { parseSync, Visitor } from 'vite';

import { projectRoot } from './project.mjs';

export interface Room {
  /** A folder or file; `*` stands for one name, so that each folder there is a room of its own. */
  readonly path: string;
  /** Folders and files it may import from, besides itself and resources. */
  readonly imports: readonly string[];
  /** Folders it may import types from. */
  readonly types?: readonly string[];
  /** Folders of rooms it may enter by the door only: the file named as the room. */
  readonly doors?: string;
  /** Packages it may import from; `node:` stands for all of Node. */
  readonly packages: readonly string[];
}

/** One import, export-from, dynamic import or import type; `to` is a project path or a package's name. */
export interface Import {
  readonly from: string;
  readonly to: string;
  readonly isType: boolean;
}

const react = ['react', 'react-dom', '@fluentui/react-components', '@fluentui/react-icons'];

/** The deepest path that holds a file is its room. */
export const rooms: readonly Room[] = [
  { path: 'resources', imports: [], packages: [] },

  { path: 'shared', imports: ['shared'], packages: ['date-fns', '@date-fns/tz'] },
  {
    path: 'shared/model',
    // The state of all annotations has that of the groupings in it, which a room of its own folds.
    imports: ['shared/failure.ts', 'shared/fnv1a.ts', 'shared/grouping/groupings.ts'],
    packages: [],
  },
  { path: 'shared/grouping', imports: ['shared/model', 'shared/identity'], packages: [] },
  // Patterns that people write, over texts that attackers chose: RE2 in place of the platform's own.
  { path: 'shared/tuning', imports: ['shared'], packages: ['re2js'] },
  { path: 'shared/kql', imports: ['shared/table', 'shared/failure.ts'], packages: [] },

  { path: 'electron/main.ts', imports: ['electron', 'shared'], packages: ['electron', 'node:'] },
  { path: 'electron/*', imports: ['shared'], types: ['electron/sources'], packages: ['node:'] },
  {
    path: 'electron/auth',
    imports: ['shared'],
    types: ['electron/sources'],
    packages: ['@azure/msal-node', 'node:'],
  },
  {
    path: 'electron/connections',
    imports: ['shared'],
    types: ['electron/auth', 'electron/shell', 'electron/sources'],
    packages: ['node:'],
  },
  // Makes the sources that main syncs, out of the rooms that know how.
  {
    path: 'electron/source-list.ts',
    imports: ['shared', 'electron/demo-tenant', 'electron/sources'],
    types: ['electron/connections', 'electron/service-clients.ts'],
    packages: ['node:'],
  },
  // Asks services within their limits, for all who ask.
  {
    path: 'electron/service-clients.ts',
    imports: ['shared', 'electron/auth/sign-in-addresses.ts', 'electron/sources'],
    types: ['electron/connections'],
    packages: [],
  },
  {
    path: 'electron/check-tenant.ts',
    imports: ['shared'],
    types: ['electron/connections', 'electron/service-clients.ts'],
    packages: [],
  },
  // Decides how a start goes on.
  {
    path: 'electron/launch.ts',
    imports: [
      'shared',
      'electron/shell',
      'electron/sources/graph-security/service-base.ts',
      'electron/task.ts',
    ],
    packages: ['electron', 'node:'],
  },
  // Runs a task in place of a window.
  {
    path: 'electron/headless.ts',
    imports: ['electron/shell', 'electron/task.ts'],
    types: ['electron/store-keeping.ts'],
    packages: ['electron'],
  },
  // Joins connections to the sign-in library and to the file that keeps them.
  {
    path: 'electron/connecting.ts',
    imports: [
      'shared',
      'electron/auth',
      'electron/connections',
      'electron/shell',
      'electron/check-tenant.ts',
    ],
    types: ['electron/service-clients.ts', 'electron/sources'],
    packages: ['node:'],
  },
  // Joins sources to the store.
  {
    path: 'electron/syncing.ts',
    imports: ['shared', 'electron/sync'],
    types: ['electron/sources'],
    packages: [],
  },
  // Joins the data worker to what the profile knows of its store.
  { path: 'electron/store-keeping.ts', imports: ['shared', 'electron/shell'], packages: [] },
  // Brings what sources and files give to the store, without a window.
  {
    path: 'electron/task.ts',
    imports: ['shared', 'electron/imports/run-import.ts', 'electron/sources'],
    packages: ['node:'],
  },
  // Joins the journal to the outbox.
  {
    path: 'electron/writing.ts',
    imports: ['shared', 'electron/journal', 'electron/outbox'],
    types: ['electron/sources'],
    packages: ['node:'],
  },
  // Joins the store to the files that queues are written to.
  { path: 'electron/exporting.ts', imports: ['shared', 'electron/exports'], packages: ['node:'] },
  // Joins imports of files to the store and to watched folders.
  { path: 'electron/importing.ts', imports: ['shared', 'electron/imports'], packages: ['node:'] },
  {
    path: 'electron/imports',
    imports: ['shared', 'electron/shell/json-file.ts', 'electron/sources/files'],
    packages: ['node:'],
  },
  { path: 'electron/shell', imports: ['shared'], packages: ['electron', 'node:'] },
  {
    path: 'electron/ipc',
    // The check of a settings payload is owned by the settings.
    imports: ['shared', 'electron/shell/settings.ts'],
    packages: ['electron', 'node:'],
  },
  { path: 'electron/preload', imports: ['shared'], packages: ['electron'] },
  { path: 'electron/cli', imports: ['electron', 'shared'], packages: ['node:'] },

  // The entries of the two pages.
  { path: 'renderer', imports: ['renderer', 'shared'], packages: react },
  { path: 'renderer/workers', imports: ['shared'], packages: ['dexie'] },
  { path: 'renderer/state', imports: ['shared'], packages: ['react', 'zustand'] },
  {
    path: 'renderer/views/*',
    imports: ['renderer/state', 'renderer/ui', 'renderer/views/marks', 'shared'],
    doors: 'renderer/views',
    packages: [...react, 'zustand'],
  },
  {
    path: 'renderer/views/story-graph',
    imports: ['renderer/state', 'renderer/ui', 'renderer/views/marks', 'shared'],
    packages: [...react, 'cytoscape'],
  },
  { path: 'renderer/views/marks', imports: ['renderer/ui', 'shared'], packages: react },
  // The frame around all views.
  {
    path: 'renderer/views/shell',
    imports: ['renderer/state', 'renderer/ui', 'renderer/views', 'shared'],
    packages: [...react, 'zustand'],
  },
  { path: 'renderer/ui', imports: [], packages: react },
];

/** Collaborators of tests, with the rights of tests; nothing of the app may import them. */
const testSupport = [
  'electron/auth/scripted-authority.ts',
  'electron/outbox/outbox-under-test.ts',
  'electron/sources/files/zip-file.ts',
  'electron/sources/scripted-client.ts',
  'renderer/workers/store/store-under-test.ts',
  'shared/grouping/groupings-under-test.ts',
];

/** Tests use real collaborators: all of their side of the app, and any package. */
const testImports: Readonly<Record<string, readonly string[]>> = {
  shared: ['shared'],
  resources: ['resources', 'shared'],
  electron: ['electron', 'shared'],
  renderer: ['renderer', 'shared'],
};

/** The imports that the table does not allow, each as `from -> to`. */
export function findWrongTurns(imports: readonly Import[]): readonly string[] {
  return imports.filter((found) => !isAllowed(found)).map(({ from, to }) => `${from} -> ${to}`);
}

function isAllowed({ from, to, isType }: Import): boolean {
  if (to.startsWith('/')) return false;
  // Without a slash it is a package: `electron` is one, and a room too.
  const isProjectPath = Object.keys(testImports).some((top) => to.startsWith(`${top}/`));
  if (isTest(from)) {
    const [top = ''] = from.split('/');
    return !isProjectPath || isIn(to, 'resources') || isInAny(to, testImports[top] ?? []);
  }
  const room = roomOf(from);
  if (room === null || testSupport.includes(to)) return false;
  const { imports, types = [], doors, packages } = room.rules;
  if (!isProjectPath) {
    return packages.some((name) => (name === 'node:' ? to.startsWith(name) : isIn(to, name)));
  }
  return (
    isIn(to, room.folder) ||
    isIn(to, 'resources') ||
    isInAny(to, imports) ||
    (isType && isInAny(to, types)) ||
    (doors !== undefined && isDoor(to, doors))
  );
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file) || testSupport.includes(file);
}

function roomOf(file: string): { readonly rules: Room; readonly folder: string } | null {
  const depth = (path: string): number => path.split('/').length;
  // A named room comes before the `*` that would also hold it.
  const isNearer = (a: Room, b: Room): number =>
    depth(b.path) - depth(a.path) || Number(a.path.includes('*')) - Number(b.path.includes('*'));
  for (const rules of rooms.toSorted(isNearer)) {
    const folder = file.split('/').slice(0, depth(rules.path)).join('/');
    const pattern = new RegExp(`^${rules.path.replace('*', '[^/]+')}$`);
    if (pattern.test(folder)) return { rules, folder };
  }
  return null;
}

function isDoor(file: string, parent: string): boolean {
  const [view, ...rest] = file.slice(parent.length + 1).split('/');
  return isIn(file, parent) && rest.join('/') === `${view}.tsx`;
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function isInAny(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => isIn(path, folder));
}

/** Every import of every TypeScript file under the given folders of the project. */
export async function readImports(folders: readonly string[]): Promise<readonly Import[]> {
  const files = await Promise.all(folders.map(sourcesUnder));
  return files
    .flat()
    .flatMap((file) => importsOf(file, readFileSync(join(projectRoot, file), 'utf8')));
}

async function sourcesUnder(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(projectRoot, folder), { recursive: true });
  return names
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => posix.join(folder, name.split(sep).join('/')));
}

/** @throws when the source cannot be parsed: an unread file could hide a wrong turn */
export function importsOf(from: string, source: string): readonly Import[] {
  const { module, program, errors } = parseSync(from, source);
  if (errors.length > 0) throw new Error(`${from}: ${errors[0]?.message}`);
  const found: Import[] = [];
  const add = (specifier: string, isType: boolean): void => {
    const isRelative = specifier.startsWith('.');
    found.push({
      from,
      isType,
      to: isRelative ? posix.join(posix.dirname(from), specifier) : specifier,
    });
  };
  for (const { moduleRequest, entries } of module.staticImports) {
    add(moduleRequest.value, entries.length > 0 && entries.every((entry) => entry.isType));
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) {
      if (moduleRequest) add(moduleRequest.value, isType);
    }
  }
  for (const { moduleRequest } of module.dynamicImports) {
    // The quotes are part of the range; a computed name is no path of ours and is refused with it.
    const text = source.slice(moduleRequest.start, moduleRequest.end);
    add(/^(['"`]).*\1$/.test(text) ? text.slice(1, -1) : `/computed: ${text}`, false);
  }
  new Visitor({ TSImportType: ({ source: literal }) => add(literal.value, true) }).visit(program);
  return found;
}
