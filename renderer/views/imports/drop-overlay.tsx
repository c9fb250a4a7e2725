// The whole window takes files: while some are dragged over it, it says what can be dropped. The drop itself is
// the preload's, since a page learns no paths.
import { ArrowImportRegular } from '@fluentui/react-icons/svg/arrow-import';
import { useEffect, useState } from 'react';
import styles from './imports.module.css';

export function DropOverlay() {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    // Each element under the pointer enters before the last one leaves.
    let depth = 0;
    const carriesFiles = (event: DragEvent): boolean =>
      event.dataTransfer?.types.includes('Files') === true;
    const change = (event: DragEvent, next: number): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth = Math.max(0, next);
      setOver(depth > 0);
    };
    const onEnter = (event: DragEvent): void => change(event, depth + 1);
    const onLeave = (event: DragEvent): void => change(event, depth - 1);
    const onDrop = (event: DragEvent): void => change(event, 0);
    const onOver = (event: DragEvent): void => {
      if (!carriesFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    };
    window.addEventListener('dragenter', onEnter);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('dragover', onOver);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragenter', onEnter);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('drop', onDrop);
    };
  }, []);
  if (!isOver) return null;
  return (
    <div className={styles.overlay} role="status">
      <div className={styles.target}>
        <ArrowImportRegular aria-hidden className={styles.targetIcon ?? ''} />
        <strong>Drop files or folders to import</strong>
        <ul>
          <li>Microsoft Graph and Defender incidents and alerts: JSON, lines of JSON</li>
          <li>Defender for Cloud continuous export</li>
          <li>SecurityAlert and SecurityIncident: CSV, JSON</li>
          <li>AlertInfo and AlertEvidence of advanced hunting: CSV, JSON</li>
          <li>Any of these in gzip or ZIP</li>
        </ul>
        <span>You see what was recognised before anything is stored.</span>
      </div>
    </div>
  );
}
