import { useEffect, useState } from 'react';
import type { Neighbour } from '../nearest/neighbours';
import { greyToRgba } from '../picture/grey-to-rgba';
import { PixelCanvas } from '../picture/pixel-canvas';
import type { ModelChoice } from '../state/page-state';
import { workerClient } from '../worker/worker-client';
import type { Recognition } from './use-recognition';

const COUNT = 8;

export interface NearestPicturesProps {
  readonly recognition: Recognition;
  readonly model: ModelChoice;
}

/** The training pictures that are most alike to the network, sought once they are asked for. */
export function NearestPictures({ recognition, model }: NearestPicturesProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [found, setFound] = useState<readonly (Neighbour & { rgba: Uint8ClampedArray<ArrayBuffer> })[]>();
  const [failure, setFailure] = useState<string>();

  useEffect(() => {
    if (!isOpen) return;
    let isWanted = true;
    workerClient()
      .nearest(recognition.pixels, model, COUNT)
      .then(
        (nearest) => {
          if (!isWanted) return;
          setFound(nearest.map((each) => ({ ...each, rgba: greyToRgba(each.pixels) })));
          setFailure(undefined);
        },
        (error: Error) => isWanted && setFailure(error.message),
      );
    return () => {
      isWanted = false;
    };
  }, [isOpen, recognition, model]);

  return (
    <details className="nearest" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>Training pictures most like it</summary>
      <p className="hint">
        Of 100 training pictures of each class, those that are nearest in what goes into the network’s last
        layer.
      </p>
      {failure && (
        <p role="alert" className="failure">
          {failure}
        </p>
      )}
      {!failure && (
        <ol aria-label="Training pictures most like it, the nearest first">
          {(found ?? new Array<undefined>(COUNT).fill(undefined)).map((each, place) => (
            <li key={place}>
              {each ? (
                <PixelCanvas width={28} height={28} rgba={each.rgba} label="" />
              ) : (
                <span className="pixels blank" />
              )}
              <span>{each?.name ?? '…'}</span>
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}
