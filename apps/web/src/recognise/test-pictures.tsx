import { useEffect, useMemo, useState } from 'react';
import type { Pictures } from '../data/load-pictures';
import { greyToRgba } from '../picture/grey-to-rgba';
import { PixelCanvas } from '../picture/pixel-canvas';
import { workerClient } from '../worker/worker-client';

const SIZE = 28 * 28;

export interface TestPicturesProps {
  /** Called with 784 bytes, and the index of what they show. */
  readonly onPick: (pixels: Uint8Array, label: number) => void;
  /** Called with one of the pictures once they are there. */
  readonly onReady: (pixels: Uint8Array) => void;
}

/** The picture to begin with: a boot. */
const FIRST = 9;

/** Pictures of the test set to pick from. */
export function TestPictures({ onPick, onReady }: TestPicturesProps) {
  const [sample, setSample] = useState<Pictures>();
  const [failure, setFailure] = useState<string>();

  useEffect(() => {
    workerClient()
      .sample()
      .then(setSample, (error: Error) => setFailure(error.message));
  }, []);

  const pictures = useMemo(
    () =>
      Array.from(sample?.labels ?? [], (label, row) => {
        const pixels = sample?.pixels.slice(row * SIZE, (row + 1) * SIZE) ?? new Uint8Array(SIZE);
        return { row, label, pixels, rgba: greyToRgba(pixels), name: sample?.classNames[label] ?? '' };
      }),
    [sample],
  );

  useEffect(() => {
    if (pictures.length > FIRST) onReady(pictures[FIRST].pixels);
  }, [pictures, onReady]);

  if (failure) return <p role="alert">{failure}</p>;
  return (
    <ul className="test-pictures" aria-label="Test pictures">
      {pictures.map(({ row, label, pixels, rgba, name }) => (
        <li key={row}>
          <button type="button" className="test-picture" title={name} onClick={() => onPick(pixels, label)}>
            <PixelCanvas width={28} height={28} rgba={rgba} label={name} />
          </button>
        </li>
      ))}
    </ul>
  );
}
