// Copying text. Windows are denied every permission, the asynchronous clipboard's among them; the copy
// event needs none, only a press of the person's.

/** To be called inside the handler of a press; false when the browser refused. */
export function copyText(text: string): boolean {
  let copied = false;
  const fill = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    copied = true;
  };
  document.addEventListener('copy', fill, { capture: true, once: true });
  document.execCommand('copy');
  document.removeEventListener('copy', fill, { capture: true });
  return copied;
}
