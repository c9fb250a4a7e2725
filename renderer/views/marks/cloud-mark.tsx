// Which cloud: a small mark of our own (vendors' logos are trade marks) and the cloud's name in words.
import type { ReactNode } from 'react';
import type { Cloud } from '../../../shared/model/entity.ts';
import { cloudName } from '../../../shared/model/short-names.ts';
import { Spoken } from '../../ui/spoken.tsx';
import styles from './marks.module.css';

interface CloudMarkProps {
  readonly cloud: Cloud;
  /** Without the words, which a screen reader and the tooltip still give. */
  readonly compact?: boolean;
}

export function CloudMark({ cloud, compact = false }: CloudMarkProps) {
  const name = cloudName[cloud];
  return (
    <span className={styles.mark} title={compact ? name : undefined}>
      <svg className={styles.cloud} data-cloud={cloud} viewBox="0 0 14 14" aria-hidden>
        {shapeByCloud[cloud]}
      </svg>
      {compact ? <Spoken>{name}</Spoken> : <span>{name}</span>}
    </span>
  );
}

/** A tile, a stack of three bars, a hexagon: told apart without colour and at 14 px. */
const shapeByCloud = {
  azure: (
    <>
      <rect x="1.5" y="1.5" width="5" height="5" rx="1" />
      <rect x="7.5" y="1.5" width="5" height="5" rx="1" opacity=".55" />
      <rect x="1.5" y="7.5" width="5" height="5" rx="1" opacity=".55" />
      <rect x="7.5" y="7.5" width="5" height="5" rx="1" />
    </>
  ),
  aws: (
    <>
      <rect x="1" y="1.8" width="12" height="2.8" rx="1" />
      <rect x="1" y="5.6" width="9" height="2.8" rx="1" opacity=".75" />
      <rect x="1" y="9.4" width="6" height="2.8" rx="1" opacity=".55" />
    </>
  ),
  gcp: (
    <>
      <path d="M7 .8 12.4 3.9v6.2L7 13.2 1.6 10.1V3.9Z" opacity=".35" />
      <circle cx="7" cy="7" r="2.7" />
    </>
  ),
} satisfies Record<Cloud, ReactNode>;
