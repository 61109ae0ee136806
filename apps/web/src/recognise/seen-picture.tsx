import type { Explanation } from '@fmnist/models';
import { useEffect, useId, useMemo, useState } from 'react';
import { greyToRgba } from '../picture/grey-to-rgba';
import { heatOver } from '../picture/heat';
import { PixelCanvas } from '../picture/pixel-canvas';
import type { ModelChoice } from '../state/page-state';
import { workerClient } from '../worker/worker-client';
import type { Recognition } from './use-recognition';

const overlays = [
  { overlay: 'none', name: 'Picture', hint: 'What the network is given: 28×28 grey pixels.' },
  { overlay: 'occlusion', name: 'Parts', hint: 'Orange where hiding a part makes the answer less likely.' },
  { overlay: 'saliency', name: 'Pixels', hint: 'Orange where a little change of a pixel counts the most.' },
] as const;
type Overlay = (typeof overlays)[number]['overlay'];

export interface SeenPictureProps {
  readonly recognition: Recognition;
  readonly model: ModelChoice;
}

/** The picture as the network sees it, and what of it the answer hangs on. */
export function SeenPicture({ recognition, model }: SeenPictureProps) {
  const { pixels, answer } = recognition;
  const [overlay, setOverlay] = useState<Overlay>('none');
  const [explained, setExplained] = useState<{ of: Recognition; explanation: Explanation }>();
  const name = useId();

  useEffect(() => {
    if (overlay === 'none') return;
    let isWanted = true;
    workerClient()
      .explain(recognition.pixels, model)
      .then(
        (explanation) => isWanted && setExplained({ of: recognition, explanation }),
        () => isWanted && setExplained(undefined),
      );
    return () => {
      isWanted = false;
    };
  }, [overlay, recognition, model]);

  const explanation = explained?.of === recognition ? explained.explanation : undefined;
  const rgba = useMemo(
    () => (overlay === 'none' || !explanation ? greyToRgba(pixels) : heatOver(pixels, explanation[overlay])),
    [overlay, explanation, pixels],
  );

  return (
    <figure className="seen">
      <PixelCanvas
        width={28}
        height={28}
        rgba={rgba}
        label={`What the network sees, which it takes for: ${answer.label}`}
      />
      <figcaption>
        <fieldset className="choices">
          <legend>What mattered</legend>
          {overlays.map((each) => (
            <label key={each.overlay}>
              <input
                type="radio"
                name={name}
                checked={overlay === each.overlay}
                onChange={() => setOverlay(each.overlay)}
              />
              <span className="choice">{each.name}</span>
            </label>
          ))}
        </fieldset>
        <p className="hint">{overlays.find((each) => each.overlay === overlay)?.hint}</p>
      </figcaption>
    </figure>
  );
}
