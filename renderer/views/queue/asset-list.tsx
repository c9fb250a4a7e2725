// The assets of a row one under the other, the cloud named in words.
import type { AssetMention } from '../../../shared/contract/queue.ts';
import { CloudMark } from '../marks/cloud-mark.tsx';
import { CriticalityMenu } from '../criticality-menu/criticality-menu.tsx';
import { EntityIcon } from '../marks/entity-icon.tsx';
import { entityKindLabel } from '../marks/entity-kind-label.ts';
import { Searched } from '../marks/searched-words.tsx';
import styles from './side-pane.module.css';

interface AssetListProps {
  readonly assets: readonly AssetMention[];
  /** All of them, of which `assets` are the first. */
  readonly count: number;
}

export function AssetList({ assets, count }: AssetListProps) {
  if (count === 0) {
    return <p className={styles.soft}>The service named no asset.</p>;
  }
  return (
    <ul className={styles.assets}>
      {assets.map((asset) => (
        <li key={asset.key}>
          <EntityIcon kind={asset.kind} />
          <bdi title={asset.name}>
            <Searched text={asset.name} />
          </bdi>
          {asset.cloud === null ? (
            <span className={styles.soft}>{entityKindLabel[asset.kind]}</span>
          ) : (
            <CloudMark cloud={asset.cloud} />
          )}
          <CriticalityMenu asset={asset} criticality={asset.criticality ?? null} />
        </li>
      ))}
      {count > assets.length && (
        <li className={styles.soft}>and {count - assets.length} more on the page</li>
      )}
    </ul>
  );
}
