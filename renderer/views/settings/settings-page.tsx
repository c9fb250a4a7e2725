// Settings: where data comes from, how the app looks and tells time, what the queues start with, what is
// stored, which app it is.
import type { ReactNode } from 'react';
import type { Settings } from '../../../shared/contract/shell.ts';
import { rangeChoices } from '../../state/queue-filter.ts';
import { useSettings } from '../../state/session.tsx';
import { absoluteMinute, zoneName } from '../../ui/time-format.ts';
import { useTimeSetting } from '../../ui/time-text.tsx';
import { WrittenData } from '../written-data/written-data.tsx';
import { About } from './about.tsx';
import { AssetCriticality } from './asset-criticality.tsx';
import { AloneTypes } from './alone-types.tsx';
import { Choice } from './choice.tsx';
import { Files } from './files.tsx';
import { ForgetStore } from './forget-store.tsx';
import { Keys } from './keys.tsx';
import { MergeRulesChoice } from './merge-rules-choice.tsx';
import { SourceStatuses } from './source-statuses.tsx';
import { Sources } from './sources.tsx';
import { StoredData } from './stored-data.tsx';
import styles from './settings-page.module.css';

export function SettingsPage() {
  const settings = useSettings((state) => state.settings);
  const change = useSettings((state) => state.change);
  const failure = useSettings((state) => state.failure);
  const { now } = useTimeSetting();
  const set =
    <K extends keyof Settings>(name: K) =>
    (value: Settings[K]): void =>
      void change({ [name]: value });
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>Settings</h1>
      {failure !== null && (
        <p className={styles.failure} role="alert">
          The change could not be kept, so it was taken back. {failure.summary} {failure.action}
        </p>
      )}
      <Group title="Sources">
        <Sources />
      </Group>
      <Group title="Files">
        <Files />
      </Group>
      <Group title="Reading">
        <SourceStatuses />
        <Choice
          label="Alerts of Defender for Cloud"
          hint={
            settings.defenderForCloudOffSince === null
              ? 'Those of Azure, AWS and Google Cloud, from every source.'
              : `Those created since ${absoluteMinute(settings.defenderForCloudOffSince, settings.timeZone)} are not taken in, only counted. Older ones stay and are kept up to date, and files still bring what they hold. Once all are taken again, skipped ones come when they change.`
          }
          value={settings.defenderForCloudOffSince === null ? 'all' : 'none'}
          onChoose={(chosen) =>
            set('defenderForCloudOffSince')(chosen === 'none' ? Date.now() : null)
          }
          choices={[
            ['all', 'All alerts'],
            ['none', 'No alerts'],
          ]}
        />
        <Choice
          label="Requests"
          hint="How much of what a cloud service allows Clearpane may use. Less leaves more to other tools with the same sign-in; new data then comes later."
          value={settings.requestShare}
          onChoose={set('requestShare')}
          choices={[
            [100, 'All that is allowed'],
            [50, 'Half'],
            [25, 'A quarter'],
            [10, 'A tenth'],
          ]}
        />
      </Group>
      <Group title="Critical assets">
        <AssetCriticality />
      </Group>
      <Group title="Correlating and merging">
        <AloneTypes />
        <MergeRulesChoice rules={settings.mergeRules} onChange={set('mergeRules')} />
      </Group>
      <Group title="Appearance">
        <Choice
          label="Theme"
          hint="System follows the light, dark or contrast setting of this computer."
          value={settings.theme}
          onChoose={set('theme')}
          choices={[
            ['system', 'System'],
            ['light', 'Light'],
            ['dark', 'Dark'],
            ['contrast', 'High contrast'],
          ]}
        />
        <Choice
          label="Density"
          hint="Height of the rows in queues: 28, 32 or 40 pixels."
          value={settings.density}
          onChoose={set('density')}
          choices={[
            ['compact', 'Compact'],
            ['standard', 'Standard'],
            ['comfortable', 'Comfortable'],
          ]}
        />
      </Group>
      <Group title="Time">
        <Choice
          label="Time zone"
          hint="Every time says which zone it is in. Press Z anywhere to switch."
          value={settings.timeZone}
          onChoose={set('timeZone')}
          choices={[
            ['utc', 'UTC'],
            ['local', `Local (${zoneName(now, 'local')})`],
          ]}
        />
        <Choice
          label="Queues start with"
          hint="The time range of both queues after a start and after Reset all."
          value={settings.queueDays}
          onChoose={set('queueDays')}
          choices={rangeChoices.map(({ days, label }) => [days, label] as const)}
        />
      </Group>
      <Group title="Keyboard">
        <Keys />
      </Group>
      <Group title="Stored data">
        <StoredData />
        <ForgetStore />
        <WrittenData />
      </Group>
      <Group title="About">
        <About />
      </Group>
    </div>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.group} aria-label={title}>
      <h2 className={styles.groupTitle}>{title}</h2>
      <div>{children}</div>
    </section>
  );
}
