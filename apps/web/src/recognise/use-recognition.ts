import { useCallback, useEffect, useRef, useState } from 'react';
import { takeInHand } from '../picture/picture-at-hand';
import type { ModelChoice } from '../state/page-state';
import type { NamedClassification } from '../worker/main';
import { workerClient } from '../worker/worker-client';

/** What is known of the picture at hand. */
export interface Recognition {
  /** 784 bytes. */
  readonly pixels: Uint8Array;
  readonly answer: NamedClassification;
}

/** Where the picture comes from: ready, or still to be made into 784 bytes. */
export type PictureSource = () => Promise<Uint8Array> | Uint8Array;

/**
 * Asks the worker what a picture shows, again whenever the model changes. While one question is under way only the
 * newest that came meanwhile waits, so that the answer keeps up with the pen.
 */
export function useRecognition(model: ModelChoice) {
  const [recognition, setRecognition] = useState<Recognition>();
  const [failure, setFailure] = useState<string>();
  const source = useRef<PictureSource | undefined | null>(null);
  const isBusy = useRef(false);
  const isStale = useRef(false);
  const chosen = useRef(model);

  const ask = useCallback(async () => {
    isStale.current = true;
    if (isBusy.current) return;
    isBusy.current = true;
    while (isStale.current && source.current) {
      isStale.current = false;
      try {
        const pixels = await source.current();
        const answer = await workerClient().recognise(pixels, chosen.current);
        if (!isStale.current) {
          takeInHand(pixels);
          setRecognition({ pixels, answer });
          setFailure(undefined);
        }
      } catch (error) {
        if (!isStale.current) setFailure(error instanceof Error ? error.message : String(error));
      }
    }
    isBusy.current = false;
  }, []);

  /** Whether no picture was asked about yet. */
  const isUntouched = useCallback(() => source.current === null, []);
  const show = useCallback(
    (next: PictureSource | undefined) => {
      source.current = next;
      // What is asked about just now is no longer of interest.
      isStale.current = true;
      setFailure(undefined);
      if (next) ask();
      else setRecognition(undefined);
    },
    [ask],
  );

  useEffect(() => {
    chosen.current = model;
    if (source.current) ask();
  }, [model, ask]);

  return { recognition, failure, show, askAgain: ask, isUntouched };
}
