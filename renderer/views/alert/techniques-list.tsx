// Techniques with their names and tactics; each opens at MITRE in the system's browser.
import { useSession } from '../../state/session.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { techniqueOf, techniqueUrl } from './techniques.ts';
import styles from './alert-page.module.css';

export function Techniques({ ids }: { readonly ids: readonly string[] }) {
  const { bridge } = useSession();
  if (ids.length === 0) return <p className={styles.absent}>The service named no technique.</p>;
  return (
    <ul className={styles.techniques}>
      {ids.map((id) => {
        const { name, tactics } = techniqueOf(id);
        const open = () => void bridge.call('link.open', { url: techniqueUrl(id) });
        return (
          <li key={id}>
            <span className={styles.techniqueId}>
              {name === null ? (
                <bdi>{id}</bdi>
              ) : (
                <LinkButton title={`Open ${id} at MITRE in the browser`} onPress={open}>
                  {id}
                </LinkButton>
              )}
            </span>
            <span>
              {name ?? 'Not in the table of ATT&CK 18'}
              {tactics.length > 0 && <span className={styles.soft}> · {tactics.join(', ')}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
