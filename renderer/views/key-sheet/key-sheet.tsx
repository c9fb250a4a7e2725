// All keys by place, with a search in them.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Input,
} from '@fluentui/react-components';
import { useState } from 'react';
import { commandPlaces, commands, fixedKeys, keysByCommand } from '../../state/commands.ts';
import { chordWords } from '../../state/key-chord.ts';
import { useNavigation, useSettings } from '../../state/session.tsx';
import styles from './key-sheet.module.css';

const isMac = navigator.platform.startsWith('Mac');

export function KeySheet({ onClose }: { onClose(): void }) {
  const bindings = useSettings(({ settings }) => settings.keyBindings);
  const go = useNavigation((state) => state.go);
  const [search, setSearch] = useState('');
  const own = keysByCommand(bindings);
  const wanted = search.trim().toLowerCase();
  const all = [
    ...commands.map(({ id, ...one }) => ({ ...one, keys: own.get(id) ?? [] })),
    ...fixedKeys,
  ]
    .filter(({ keys }) => keys.length > 0)
    .map(({ title, place, keys }) => ({
      title,
      place,
      words: keys.map((chord) => chordWords(chord, isMac)),
    }));
  const found = all.filter(({ title, words }) =>
    [title, ...words].some((text) => text.toLowerCase().includes(wanted)),
  );
  return (
    <Dialog open onOpenChange={(_event, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface ?? ''}>
        <DialogBody>
          <DialogTitle>Keys</DialogTitle>
          <DialogContent>
            <Input
              autoFocus
              className={styles.search ?? ''}
              aria-label="Search in the keys"
              placeholder="Search by what it does or by key"
              value={search}
              onChange={(_event, { value }) => setSearch(value)}
            />
            <p role="status" className={styles.count}>
              {wanted !== '' && (found.length === 1 ? '1 found' : `${found.length} found`)}
            </p>
            <div className={styles.places}>
              {commandPlaces
                .map((place) => ({ place, keys: found.filter((one) => one.place === place) }))
                .filter(({ keys }) => keys.length > 0)
                .map(({ place, keys }) => (
                  <section key={place} className={styles.place} aria-label={place}>
                    <h3 className={styles.heading}>{place}</h3>
                    <dl className={styles.list}>
                      {keys.map(({ title, words }) => (
                        <div key={title} className={styles.row}>
                          <dt>{title}</dt>
                          <dd>
                            {words.map((word) => (
                              <kbd key={word} className={styles.key}>
                                {word}
                              </kbd>
                            ))}
                          </dd>
                        </div>
                      ))}
                    </dl>
                  </section>
                ))}
            </div>
          </DialogContent>
          <DialogActions>
            <Button
              onClick={() => {
                onClose();
                go({ kind: 'settings' });
              }}
            >
              Change keys in the settings
            </Button>
            <Button appearance="primary" onClick={onClose}>
              Close
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
