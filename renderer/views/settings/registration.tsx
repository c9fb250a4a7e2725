// What has to be registered once in a tenant, before anybody can sign in: Clearpane ships no registration.
import { permissionsByGroup } from '../../../shared/contract/connections.ts';
import { CopyableId } from '../../ui/copyable-id.tsx';
import styles from './sources.module.css';

export function Registration() {
  return (
    <details className={styles.registration} open>
      <summary>Register Clearpane in the tenant first</summary>
      <ol>
        <li>
          In the Microsoft Entra admin center, under App registrations, make a new registration. Any
          name will do.
        </li>
        <li>
          Under Authentication, add the platform Mobile and desktop applications with this redirect.
          For device codes, also set Allow public client flows to Yes. There is no secret.
          <ul className={styles.copies}>
            <li>
              <CopyableId label="redirect" value="http://localhost" />
            </li>
          </ul>
        </li>
        <li>
          Under API permissions, add these delegated permissions of Microsoft Graph, and let an
          administrator consent:
          <ul className={styles.copies}>
            {permissionsByGroup.read.map((permission) => (
              <li key={permission}>
                <CopyableId label="permission" value={permission} limit={40} />
              </li>
            ))}
          </ul>
        </li>
        <li>Copy the Application (client) ID of its overview to here.</li>
      </ol>
      <p>
        Whoever signs in needs a role that may read security data, such as Security Reader. More is
        asked for only when something needs it, and says so.
      </p>
    </details>
  );
}
