// The shell seam at main's end: every call is checked for its sender and its argument's shape.
import { BrowserWindow, ipcMain } from 'electron';
import type { IpcMainInvokeEvent } from 'electron';
import type { ShellCalls, ShellEvents } from '../../shared/contract/shell.ts';
import { fail, failureIn, succeed } from '../../shared/failure.ts';
import type { Result } from '../../shared/failure.ts';

export type ShellHandlers = {
  readonly [N in keyof ShellCalls]: (
    argument: ShellCalls[N]['argument'],
    event: IpcMainInvokeEvent,
  ) => ShellCalls[N]['result'] | Promise<ShellCalls[N]['result']>;
};

/** One predicate per call; what fails it is a bug or an attack, never a Failure. */
export type ArgumentShapes = {
  readonly [N in keyof ShellCalls]: (argument: unknown) => argument is ShellCalls[N]['argument'];
};

interface ShellIpc {
  readonly handlers: ShellHandlers;
  readonly shapes: ArgumentShapes;
  /** Whether this frame's URL may call at all. */
  readonly isOurs: (url: string) => boolean;
}

export function answerShellCalls({ handlers, shapes, isOurs }: ShellIpc): void {
  ipcMain.handle('clearpane:call', async (event, name: unknown, argument: unknown) => {
    const frame = event.senderFrame;
    if (frame === null || frame.parent !== null || !isOurs(frame.url)) {
      throw new Error('refused: the caller is no page of Clearpane');
    }
    if (typeof name !== 'string' || !Object.hasOwn(handlers, name)) {
      throw new Error('refused: no such call');
    }
    return answer(handlers, shapes, name as keyof ShellCalls, argument, event);
  });
}

async function answer<N extends keyof ShellCalls>(
  handlers: ShellHandlers,
  shapes: ArgumentShapes,
  name: N,
  argument: unknown,
  event: IpcMainInvokeEvent,
): Promise<Result<ShellCalls[N]['result']>> {
  const hasShape: (argument: unknown) => argument is ShellCalls[N]['argument'] = shapes[name];
  if (!hasShape(argument)) throw new Error(`refused: the argument of ${name} has another shape`);
  try {
    return succeed(await handlers[name](argument, event));
  } catch (error) {
    const failure = failureIn(error);
    if (failure === null) throw error;
    return fail(failure);
  }
}

/** Tells every open window; a window that is closing misses it. */
export function tellWindows<N extends keyof ShellEvents>(name: N, event: ShellEvents[N]): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send('clearpane:event', name, event);
  }
}
