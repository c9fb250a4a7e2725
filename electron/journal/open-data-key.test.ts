// Who can open a journal: its keyring, its recovery code, nobody else; and what the loss of either costs.
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  failureOf,
  keyStore,
  note,
  noteOptions,
  readNotes,
  temporaryFolders,
  testKeyStore,
  undamaged,
  writeNotes,
} from './journal-under-test.ts';
import { openJournal } from './open-journal.ts';
import { verifyJournal } from './verify-journal.ts';

const folders = temporaryFolders();
afterAll(() => folders.remove());

describe('the key of a journal', () => {
  it('has a recovery code that opens the journal without the keyring and gives it the key again', async () => {
    const folder = folders.make();
    const journal = await openJournal(noteOptions(folder));
    const { code } = journal.recoveryCode();
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
    await journal.append(note(1));
    await journal.close();

    const other = testKeyStore('a new keyring');
    const lost = await failureOf(openJournal(noteOptions(folder, { keyStore: other })));
    expect(lost).toEqual({
      kind: 'auth',
      summary: 'The keyring of this machine does not hold the key to what you wrote.',
      action: 'Unlock the keyring, or enter the recovery code.',
      place: folder,
    });

    const typed = (code ?? '').toLowerCase().replaceAll('-', ' ');
    const recovered = await openJournal(
      noteOptions(folder, { keyStore: other, recoveryCode: typed }),
    );
    expect(recovered.state()).toEqual([note(1)]);
    await recovered.close();

    const usual = await openJournal(noteOptions(folder, { keyStore: other }));
    expect([usual.state(), usual.recoveryCode()]).toEqual([[note(1)], { code, keptAt: null }]);
    await usual.close();
  });

  it('refuses a wrong or impossible recovery code', async () => {
    const folder = folders.make();
    await writeNotes(folder, 1);
    const wrong = '0000-'.repeat(8).slice(0, -1);
    for (const [recoveryCode, summary] of [
      [wrong, 'This recovery code does not open what you wrote.'],
      ['nonsense', 'This is not a recovery code.'],
      ['', 'This is not a recovery code.'],
    ] as const) {
      const failure = await failureOf(openJournal(noteOptions(folder, { recoveryCode })));
      expect([failure?.kind, failure?.summary]).toEqual(['auth', summary]);
    }
    expect((await readNotes(folder)).notes).toEqual([note(1)]);
  });

  it('renews the code, after which the old one opens nothing', async () => {
    const folder = folders.make();
    const journal = await openJournal(noteOptions(folder));
    const old = journal.recoveryCode().code ?? '';
    await journal.keepRecoveryCode();
    await journal.append(note(1));
    await journal.renewRecoveryCode();
    const renewed = journal.recoveryCode().code ?? '';
    expect(journal.recoveryCode()).toEqual({ code: renewed, keptAt: null });
    await journal.append(note(2));
    await journal.close();
    expect((await failureOf(verifyJournal(folder, { recoveryCode: old })))?.kind).toBe('auth');
    expect((await verifyJournal(folder, { recoveryCode: renewed })).sum.decrypted).toBe(2);
  });

  it('shows the code again, and remembers that a person keeps it', async () => {
    const folder = folders.make();
    const options = noteOptions(folder);
    const first = await openJournal(options);
    const { code } = first.recoveryCode();
    await first.keepRecoveryCode();
    await first.close();
    const second = await openJournal(options);
    expect(second.recoveryCode()).toEqual({ code, keptAt: options.clock.now() });
    await second.close();
  });

  it('is wrapped again when the system has got another keyring that still opens it', async () => {
    const folder = folders.make();
    await writeNotes(folder, 1);
    const renamed = { ...keyStore, name: 'another' };
    await (await openJournal(noteOptions(folder, { keyStore: renamed }))).close();
    expect(readFileSync(join(folder, 'journal.keys'), 'utf8')).toContain('"name":"another"');
  });

  it('survives the loss of the key file', async () => {
    const folder = folders.make();
    await writeNotes(folder, 2);
    rmSync(join(folder, 'journal.keys'));
    expect(await readNotes(folder)).toEqual({ notes: [note(1), note(2)], opened: undamaged });
    expect(existsSync(join(folder, 'journal.keys'))).toBe(true);
  });

  it('replaces a key file with something behind its end', async () => {
    const folder = folders.make();
    await writeNotes(folder, 1);
    appendFileSync(join(folder, 'journal.keys'), 'more');
    const { opened } = await readNotes(folder);
    expect(opened.damage.map(({ file, reason }) => [file, reason])).toEqual([
      ['journal.keys', 'bytes-unreadable'],
    ]);
    expect(await readNotes(folder)).toEqual({ notes: [note(1)], opened: undamaged });
  });
});
