import { useCallback, useEffect, useState } from 'react';
import { classNames } from '../class-names';
import { greyToRgba } from '../picture/grey-to-rgba';
import { pictureAtHand, takeInHand } from '../picture/picture-at-hand';
import { PixelCanvas } from '../picture/pixel-canvas';
import { TestPictures } from '../recognise/test-pictures';
import type { ModelChoice } from '../state/page-state';
import { workerClient } from '../worker/worker-client';
import './understand.css';
import type { Walk } from './walk';
import { WalkSteps } from './walk-steps';

/** A picture, and what it is said to show. */
interface Subject {
  readonly pixels: Uint8Array;
  /** The index of a class; nothing where only the network can tell. */
  readonly shows: number | undefined;
}

/** What is shown while the first picture is on its way. */
const BLANK = new Uint8Array(28 * 28);

/** Follows one picture through a network of dense layers, in the network's own numbers. */
export function UnderstandView({ model }: { model: ModelChoice }) {
  const [subject, setSubject] = useState<Subject>();
  const [found, setFound] = useState<{ walk: Walk; shows: number }>();
  const [failure, setFailure] = useState<string>();
  const choice = model === 'own' ? 'own' : 'mlp';

  useEffect(() => {
    if (!subject) return;
    let isWanted = true;
    const follow = async () => {
      const client = workerClient();
      const shows = subject.shows ?? (await client.recognise(subject.pixels, choice)).class;
      const walk = await client.walk(subject.pixels, choice, shows);
      if (!isWanted) return;
      setFound({ walk, shows });
      setFailure(undefined);
    };
    follow().catch((error: Error) => isWanted && setFailure(error.message));
    return () => {
      isWanted = false;
    };
  }, [subject, choice]);

  const pick = useCallback((pixels: Uint8Array, label?: number) => {
    takeInHand(pixels);
    setSubject({ pixels, shows: label });
  }, []);
  const begin = useCallback(
    (pixels: Uint8Array) => setSubject({ pixels: pictureAtHand() ?? pixels, shows: undefined }),
    [],
  );

  return (
    <div className="understand">
      <section aria-labelledby="understand-title" className="side">
        <h2 id="understand-title">How it comes to its answer</h2>
        <p className="hint">
          One picture’s way through {choice === 'own' ? 'your own network' : 'the network mlp'}: all numbers
          are the network’s own. It goes on with the picture that you drew or chose last.
        </p>
        <PixelCanvas
          width={28}
          height={28}
          rgba={greyToRgba(subject?.pixels ?? BLANK)}
          label={subject ? 'The picture' : ''}
          className="subject"
        />
        <label>
          It shows{' '}
          <select
            value={found?.shows ?? 0}
            disabled={!found}
            onChange={({ target }) => subject && setSubject({ ...subject, shows: Number(target.value) })}
          >
            {classNames.map((name, c) => (
              <option key={name} value={c}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <TestPictures onPick={pick} onReady={begin} />
      </section>
      <div>
        {failure && (
          <p role="alert" className="failure">
            {failure}
          </p>
        )}
        {found && !failure && <WalkSteps {...found} />}
      </div>
    </div>
  );
}
