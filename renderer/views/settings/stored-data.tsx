// What is stored on this machine.
import { useState } from 'react';
import { useStream } from '../../state/use-stream.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { PropertyList } from '../../ui/property-list.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { QuarantineDialog } from './quarantine-dialog.tsx';
import { countWords } from './source-words.ts';

export function StoredData() {
  const { item: summary, failure } = useStream('store.summary', null);
  if (summary === undefined) {
    return <p>{failure === null ? 'Counting' : failure.summary}</p>;
  }
  return (
    <PropertyList
      properties={[
        { label: 'Incidents', value: countWords(summary.incidents) },
        { label: 'Alerts', value: countWords(summary.alerts) },
        {
          label: 'Folded',
          value:
            summary.folded === 0
              ? null
              : `${countWords(summary.folded)} duplicates from further sources, shown as one alert each`,
        },
        {
          label: 'Set aside',
          value: <SetAside items={summary.quarantined} />,
        },
        {
          label: 'Newest update',
          value: <TimeText at={summary.newestUpdateAt} form="absolute" />,
        },
      ]}
    />
  );
}

function SetAside({ items }: { readonly items: number }) {
  const [isShown, setShown] = useState(false);
  return (
    <>
      {countWords(items)} {items === 1 ? 'item' : 'items'} that could not be read{' '}
      {items > 0 && <LinkButton onPress={() => setShown(true)}>Show them</LinkButton>}
      {isShown && <QuarantineDialog onClose={() => setShown(false)} />}
    </>
  );
}
