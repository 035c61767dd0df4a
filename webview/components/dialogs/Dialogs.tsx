import type { ShownRun } from '../../run.ts';
import { useInspector } from '../context.ts';
import { EventsDialog } from './EventsDialog.tsx';
import { KeysDialog } from './KeysDialog.tsx';

/** The list that lies over the page, if one is open. */
export function Dialogs({ run }: { readonly run: ShownRun }) {
  const { dialog } = useInspector().state;
  if (dialog.value === 'keys') return <KeysDialog />;
  return dialog.value === 'events' ? <EventsDialog run={run} /> : null;
}
