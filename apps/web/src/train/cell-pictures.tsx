import type { ConfusionMatrix } from '@fmnist/models';
import { useEffect, useState } from 'react';
import { classNames } from '../class-names';
import { greyToRgba } from '../picture/grey-to-rgba';
import { PixelCanvas } from '../picture/pixel-canvas';
import { workerClient } from '../worker/worker-client';
import type { ConfusionCell } from './confusion-table';

export interface CellPicturesProps {
  readonly cell: ConfusionCell;
  readonly confusion: ConfusionMatrix;
  readonly onClose: () => void;
}

/** A picture as it is drawn, and what was said of it. */
interface ShownPicture {
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  readonly said: string;
  readonly truth: string;
}

const MOST = 24;

/** The test pictures of a cell of the confusion matrix. */
export function CellPictures({ cell: { actual, predicted }, confusion, onClose }: CellPicturesProps) {
  const [pictures, setPictures] = useState<readonly ShownPicture[]>([]);

  useEffect(() => {
    let isWanted = true;
    workerClient()
      .cellPictures(actual, predicted, MOST)
      .then((answered) => {
        if (!isWanted) return;
        setPictures(
          answered.map(({ pixels, probability, ofTruth }) => ({
            rgba: greyToRgba(pixels),
            said: `${classNames[predicted]} ${percent(probability)}`,
            truth: `${classNames[actual]} ${percent(ofTruth)}`,
          })),
        );
      });
    return () => {
      isWanted = false;
    };
  }, [actual, predicted, confusion]);

  const count = confusion[actual][predicted];
  const isRight = actual === predicted;
  const title = isRight
    ? `${classNames[actual]}, named right: ${count}`
    : `${classNames[actual]}, taken for ${classNames[predicted]}: ${count}`;
  return (
    <section className="cell-pictures" aria-label="Pictures of a cell">
      <div className="cell-title">
        <div role="status">
          <h4>{title}</h4>
        </div>
        <button type="button" onClick={onClose}>
          Close
        </button>
      </div>
      {count > MOST && <p className="hint">The {MOST} it was surest of.</p>}
      <ul>
        {pictures.map(({ rgba, said, truth }, place) => (
          <li key={place}>
            <PixelCanvas width={28} height={28} rgba={rgba} label="" />
            <span>
              {isRight ? 'Is and was said' : 'Said'} <strong>{said}</strong>
            </span>
            {!isRight && <span>Is {truth}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share > 0 && share < 0.01 ? 1 : 0)}%`;
}
