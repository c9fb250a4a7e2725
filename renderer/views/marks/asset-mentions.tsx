// The assets of a row: the two most telling ones, then how many more.
import { CrownFilled } from '@fluentui/react-icons/svg/crown';
import type { AssetMention } from '../../../shared/contract/queue.ts';
import { CRITICALITY_WORDS } from '../../../shared/priority/criticality-rule.ts';
import { CloudMark } from './cloud-mark.tsx';
import { EntityIcon } from './entity-icon.tsx';
import { Searched } from './searched-words.tsx';
import { shortEntityName } from './short-names.ts';
import styles from './marks.module.css';

interface AssetMentionsProps {
  readonly assets: readonly AssetMention[];
  /** All of them, of which `assets` are the first. */
  readonly count: number;
}

const SHOWN_ASSETS = 2;

export function AssetMentions({ assets, count }: AssetMentionsProps) {
  const shown = assets.slice(0, SHOWN_ASSETS);
  const more = count - shown.length;
  return (
    <span className={styles.mentions} title={assets.map(({ name }) => name).join('\n')}>
      {shown.map((asset) => (
        <span key={asset.key} className={styles.mention}>
          {asset.cloud === null ? (
            <EntityIcon kind={asset.kind} />
          ) : (
            <CloudMark cloud={asset.cloud} compact />
          )}
          {asset.criticality !== undefined && (
            <CrownFilled
              className={styles.crown ?? ''}
              aria-label={`Of ${CRITICALITY_WORDS[asset.criticality]} criticality`}
            />
          )}
          <bdi>
            <Searched text={shortEntityName(asset)} />
          </bdi>
        </span>
      ))}
      {more > 0 && <span className={styles.more}>+{more}</span>}
    </span>
  );
}
