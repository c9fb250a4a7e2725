// Which app this is, and where it keeps its data.
import { useEffect, useState } from 'react';
import type { AppInfo } from '../../../shared/contract/shell.ts';
import type { Result } from '../../../shared/failure.ts';
import { useSession } from '../../state/session.tsx';
import { CopyableId } from '../../ui/copyable-id.tsx';
import { PropertyList } from '../../ui/property-list.tsx';

export function About() {
  const { bridge } = useSession();
  const [info, setInfo] = useState<Result<AppInfo> | null>(null);
  useEffect(() => {
    let isWanted = true;
    void bridge.call('app.info', null).then((result) => {
      if (isWanted) setInfo(result);
    });
    return () => {
      isWanted = false;
    };
  }, [bridge]);
  if (info === null) return null;
  if (!info.ok) return <p role="alert">{info.failure.summary}</p>;
  const { version, electron, chromium, platform, profilePath } = info.value;
  return (
    <PropertyList
      properties={[
        { label: 'Clearpane', value: version },
        { label: 'Electron', value: electron },
        { label: 'Chromium', value: chromium },
        { label: 'Platform', value: platform },
        {
          label: 'Profile folder',
          value: <CopyableId label="profile folder" value={profilePath} limit={64} />,
        },
      ]}
    />
  );
}
