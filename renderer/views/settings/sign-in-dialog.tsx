// Signs in to a tenant: a new one, or once more to one that is connected. Closing it cancels.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  Radio,
  RadioGroup,
  Select,
} from '@fluentui/react-components';
import { useState } from 'react';
import { clouds, isClientId, isTenantName } from '../../../shared/contract/connections.ts';
import type {
  Cloud,
  SignInMethod,
  SignInStage,
  TenantConnection,
} from '../../../shared/contract/connections.ts';
import type { Failure } from '../../../shared/failure.ts';
import { useSession } from '../../state/session.tsx';
import { cloudNames } from './cloud-names.ts';
import { FailureText } from './failure-text.tsx';
import { wantedPermissions } from './permission-words.ts';
import { Registration } from './registration.tsx';
import { SignInProgress } from './sign-in-progress.tsx';
import styles from './sources.module.css';

interface SignInDialogProps {
  /** The connection to sign in to again; null for a new one. */
  readonly tenant: TenantConnection | null;
  /** What a new connection begins with. */
  readonly clientId: string;
  readonly stage: SignInStage | null;
  onClose(): void;
}

interface Answers {
  readonly cloud: Cloud;
  readonly clientId: string;
  readonly tenant: string;
  readonly method: SignInMethod;
}

export function SignInDialog({ tenant, clientId, stage, onClose }: SignInDialogProps) {
  const { bridge } = useSession();
  const [answers, setAnswers] = useState<Answers>({
    cloud: 'global',
    clientId,
    tenant: '',
    method: 'browser',
  });
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const clientIdText = answers.clientId.trim();
  const tenantText = answers.tenant.trim();
  const isComplete =
    tenant !== null ||
    (isClientId(clientIdText) && (tenantText === '' || isTenantName(tenantText)));

  const signIn = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const { cloud, method } = answers;
    try {
      const result =
        tenant === null
          ? await bridge.call('connections.connect', {
              cloud,
              clientId: clientIdText,
              tenant: tenantText === '' ? null : tenantText,
              method,
            })
          : await bridge.call('connections.signIn', { id: tenant.id, method });
      if (result.ok) onClose();
      else setFailure(result.failure);
    } finally {
      setBusy(false);
    }
  };

  const cancel = (): void => {
    if (isBusy) void bridge.call('connections.cancelSignIn', null);
    else onClose();
  };

  return (
    <Dialog open onOpenChange={(_event, { open }) => !open && cancel()}>
      <DialogSurface className={styles.dialog ?? ''}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (isComplete && !isBusy) void signIn();
          }}
        >
          <DialogBody>
            <DialogTitle>
              {tenant === null
                ? 'Connect a tenant'
                : `Sign in to ${tenant.tenantName ?? tenant.tenantId}`}
            </DialogTitle>
            <DialogContent className={styles.form ?? ''}>
              {isBusy ? (
                <SignInProgress stage={stage ?? { kind: 'starting' }} />
              ) : (
                <>
                  {tenant !== null && tenant.wanted.length > 0 && (
                    <p className={styles.soft}>
                      Asks for more than before: {wantedPermissions(tenant.wanted).join(', ')}.
                    </p>
                  )}
                  {tenant === null && <TenantFields answers={answers} onChange={setAnswers} />}
                  <Field label="Sign in">
                    <RadioGroup
                      value={answers.method}
                      onChange={(_event, { value }) =>
                        setAnswers({ ...answers, method: value as SignInMethod })
                      }
                    >
                      <Radio value="browser" label="In the browser of this computer" />
                      <Radio value="deviceCode" label="With a code, on any device" />
                    </RadioGroup>
                  </Field>
                </>
              )}
              {failure !== null && !isBusy && <FailureText failure={failure} />}
            </DialogContent>
            <DialogActions>
              <Button onClick={cancel}>Cancel</Button>
              {!isBusy && (
                <Button type="submit" appearance="primary" disabled={!isComplete}>
                  Sign in
                </Button>
              )}
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}

interface TenantFieldsProps {
  readonly answers: Answers;
  onChange(answers: Answers): void;
}

function TenantFields({ answers, onChange }: TenantFieldsProps) {
  const clientId = answers.clientId.trim();
  const tenant = answers.tenant.trim();
  const isWrongId = clientId !== '' && !isClientId(clientId);
  const isWrongTenant = tenant !== '' && !isTenantName(tenant);
  return (
    <>
      <Registration />
      <Field label="Cloud">
        <Select
          value={answers.cloud}
          onChange={(_event, { value }) => onChange({ ...answers, cloud: value as Cloud })}
        >
          {clouds.map((cloud) => (
            <option key={cloud} value={cloud}>
              {cloudNames[cloud]}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label="Application (client) ID"
        required
        validationState={isWrongId ? 'error' : 'none'}
        validationMessage={isWrongId ? 'It looks like 00000000-0000-0000-0000-000000000000.' : null}
      >
        <Input
          value={answers.clientId}
          spellCheck={false}
          onChange={(_event, { value }) => onChange({ ...answers, clientId: value })}
        />
      </Field>
      <Field
        label="Tenant"
        hint="Its ID or a domain of it. Empty: the tenant of the account that signs in, for which the registration must allow accounts of any organization."
        validationState={isWrongTenant ? 'error' : 'none'}
        validationMessage={isWrongTenant ? 'It is an ID, or a domain such as contoso.com.' : null}
      >
        <Input
          value={answers.tenant}
          spellCheck={false}
          onChange={(_event, { value }) => onChange({ ...answers, tenant: value })}
        />
      </Field>
    </>
  );
}
