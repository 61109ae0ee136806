const OTHERWISE = 'A picture can be chosen all the same.';

/** What to tell people when there is no filming, by the error's name in the standard (W3C, Media Capture and Streams). */
const sentences: Readonly<Record<string, string>> = {
  NotAllowedError: `The camera is not allowed here: allow it in the browser’s settings of this page. ${OTHERWISE}`,
  NotFoundError: `There is no camera on this device. ${OTHERWISE}`,
  NotReadableError: `The camera is busy: does another program use it? ${OTHERWISE}`,
};

/** Why there is no filming, and what to do. */
export function cameraFailure(error: unknown): string {
  if (!('mediaDevices' in navigator)) {
    return `Browsers have no camera for pages that do not come over https. ${OTHERWISE}`;
  }
  const name = error instanceof DOMException ? error.name : '';
  const reason = error instanceof Error ? error.message : String(error);
  return sentences[name] ?? `The camera does not work: ${reason}. ${OTHERWISE}`;
}
