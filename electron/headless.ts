// A start without a window: works a task off as soon as the store is open, and ends the app.
import { app } from 'electron';
import { complain, logBug, printLine } from './shell/output.ts';
import type { StoreKeepingParts } from './store-keeping.ts';
import { runTask } from './task.ts';
import type { Task, TaskParts } from './task.ts';

const defectCode = 70;

/** What takes the place of showing and filling the store. */
export function workOff(
  task: Task,
  openSources: TaskParts['openSources'],
): Pick<StoreKeepingParts, 'onOpen' | 'onState'> {
  return {
    onState({ failure }) {
      if (failure === null) return;
      printLine({ failure });
      app.exit(1);
    },
    async onOpen(store) {
      try {
        app.exit(await runTask(task, { store, openSources, print: printLine, complain }));
      } catch (error) {
        logBug(error);
        app.exit(defectCode);
      }
    },
  };
}
