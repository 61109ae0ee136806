import type { RgbaImage } from '@fmnist/data';
import { useCallback, useRef, useState } from 'react';
import { ModelUpload } from '../own-model/model-upload';
import { decodePicture } from '../picture/decode-picture';
import { pictureAtHand } from '../picture/picture-at-hand';
import type { ModelChoice } from '../state/page-state';
import { workerClient } from '../worker/worker-client';
import { Camera } from './camera';
import { DrawingPad } from './drawing-pad';
import { ModelSelect } from './model-select';
import { NearestPictures } from './nearest-pictures';
import { PictureInput } from './picture-input';
import { ProbabilityBars } from './probability-bars';
import { SeenPicture } from './seen-picture';
import { TestPictures } from './test-pictures';
import { useRecognition } from './use-recognition';
import './recognise.css';

export interface RecogniseViewProps {
  readonly model: ModelChoice;
  readonly onModel: (model: ModelChoice) => void;
}

/** Draw, choose or pick a picture, and see what the network takes it for. */
export function RecogniseView({ model, onModel }: RecogniseViewProps) {
  const { recognition, failure, show, askAgain, isUntouched } = useRecognition(model);
  const [isFilming, setIsFilming] = useState(false);
  const showImage = useCallback(
    (image: RgbaImage | undefined) => show(image && (() => workerClient().prepare(image))),
    [show],
  );
  const showDrawing = useCallback(
    (drawing: RgbaImage | undefined) => {
      setIsFilming(false);
      showImage(drawing);
    },
    [showImage],
  );
  const answer = useRef<HTMLElement>(null);
  const seeAnswer = useCallback(() => answer.current?.scrollIntoView({ block: 'nearest' }), []);
  const pickFile = useCallback(
    (file: File) => {
      setIsFilming(false);
      show(async () => workerClient().prepare(await decodePicture(file, file.name)));
      seeAnswer();
    },
    [show, seeAnswer],
  );
  const showPixels = useCallback((pixels: Uint8Array) => show(() => pixels), [show]);
  const pickPixels = useCallback(
    (pixels: Uint8Array) => {
      setIsFilming(false);
      showPixels(pixels);
      seeAnswer();
    },
    [showPixels, seeAnswer],
  );
  const showOwn = useCallback(() => {
    if (model === 'own') askAgain();
    else onModel('own');
  }, [model, onModel, askAgain]);
  const showFirst = useCallback(
    (pixels: Uint8Array) => {
      if (isUntouched()) showPixels(pictureAtHand() ?? pixels);
    },
    [isUntouched, showPixels],
  );

  return (
    <div className="recognise">
      <section aria-labelledby="picture-title" className="side draw">
        <h2 id="picture-title">A picture</h2>
        <DrawingPad onDrawing={showDrawing} />
      </section>
      <section aria-labelledby="answer-title" className="side answer" ref={answer}>
        <div className="title-row">
          <h2 id="answer-title">What the network says</h2>
          <div className="model-tools">
            <ModelSelect model={model} onModel={onModel} />
            <ModelUpload onLoaded={showOwn} />
          </div>
        </div>
        {failure && (
          <p role="alert" className="failure">
            {failure}
          </p>
        )}
        {recognition && !failure && (
          <>
            <p className="verdict" aria-live="polite">
              <strong>{recognition.answer.label}</strong>{' '}
              <span>{(100 * recognition.answer.probability).toFixed(1)}%</span>
            </p>
            {recognition.answer.outOfDistribution && (
              <p className="warning" role="status">
                This looks like none of the ten garments: take the answer with a grain of salt.
              </p>
            )}
            <div className="answer-parts">
              <SeenPicture recognition={recognition} model={model} />
              <ProbabilityBars
                labels={recognition.answer.labels}
                probabilities={recognition.answer.probabilities}
              />
            </div>
            <NearestPictures recognition={recognition} model={model} />
          </>
        )}
        {!recognition && !failure && <p className="empty">Draw something, or pick a picture.</p>}
      </section>
      <section aria-labelledby="given-title" className="side given">
        <PictureInput onFile={pickFile} />
        <Camera isOn={isFilming} onSwitch={setIsFilming} onFrame={showImage} />
        <h3 id="given-title">Or one of the test pictures</h3>
        <TestPictures onPick={pickPixels} onReady={showFirst} />
      </section>
    </div>
  );
}
