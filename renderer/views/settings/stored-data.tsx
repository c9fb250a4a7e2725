// What is stored on this machine.
import { useStream } from '../../state/use-stream.ts';
import { PropertyList } from '../../ui/property-list.tsx';
import { TimeText } from '../../ui/time-text.tsx';

const count = (value: number): string => value.toLocaleString('en-US');

export function StoredData() {
  const { item: summary, failure } = useStream('store.summary', null);
  if (summary === undefined) {
    return <p>{failure === null ? 'Counting' : failure.summary}</p>;
  }
  return (
    <PropertyList
      properties={[
        { label: 'Incidents', value: count(summary.incidents) },
        { label: 'Alerts', value: count(summary.alerts) },
        {
          label: 'Folded',
          value:
            summary.folded === 0
              ? null
              : `${count(summary.folded)} duplicates from further sources, shown as one alert each`,
        },
        {
          label: 'Set aside',
          value: `${count(summary.quarantined)} items that could not be read`,
        },
        {
          label: 'Newest update',
          value: <TimeText at={summary.newestUpdateAt} form="absolute" />,
        },
      ]}
    />
  );
}
