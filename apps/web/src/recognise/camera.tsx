import type { RgbaImage } from '@fmnist/data';
import { useEffect, useRef, useState } from 'react';
import { cameraFailure } from './camera-failure';
import { squareOf } from './square-of';

/** How often a frame is looked at, in milliseconds. */
const FRAME_MS = 200;

export interface CameraProps {
  readonly isOn: boolean;
  readonly onSwitch: (isOn: boolean) => void;
  /** Called with frame after frame, the square in its middle; with nothing when it is stopped without a picture. */
  readonly onFrame: (frame: RgbaImage | undefined) => void;
}

/** Films, and what is held before the camera is named as it is seen, until a picture is taken of it. */
export function Camera({ isOn, onSwitch, onFrame }: CameraProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [isFilming, setIsFilming] = useState(false);
  const [failure, setFailure] = useState<string>();

  useEffect(() => {
    if (!isOn) return;
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setInterval> | undefined;
    let isWanted = true;
    const end = () => {
      isWanted = false;
      clearInterval(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
      setIsFilming(false);
    };
    const begin = async (shown: HTMLVideoElement) => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      // It was switched off while the browser asked whether it may be on.
      if (!isWanted) return end();
      stream.getVideoTracks()[0].addEventListener('ended', () => onSwitch(false));
      shown.srcObject = stream;
      await shown.play();
      setIsFilming(true);
      timer = setInterval(() => onFrame(squareOf(shown)), FRAME_MS);
    };
    if (video.current) {
      begin(video.current).catch((error: unknown) => {
        if (!isWanted) return;
        setFailure(cameraFailure(error));
        onSwitch(false);
      });
    }
    return end;
  }, [isOn, onFrame, onSwitch]);

  if (!isOn) {
    return (
      <div className="camera">
        <button
          type="button"
          onClick={() => {
            setFailure(undefined);
            onSwitch(true);
          }}
        >
          Use the camera
        </button>
        {failure && (
          <p role="alert" className="failure">
            {failure}
          </p>
        )}
      </div>
    );
  }
  return (
    <section aria-label="Camera" className="camera">
      <div className="viewfinder">
        <video ref={video} muted playsInline aria-label="What the camera sees" />
        {!isFilming && <p role="status">Waiting for the camera…</p>}
      </div>
      <div className="controls">
        <button
          type="button"
          className="main"
          disabled={!isFilming}
          onClick={() => {
            if (video.current) onFrame(squareOf(video.current));
            onSwitch(false);
          }}
        >
          Take the picture
        </button>
        <button
          type="button"
          onClick={() => {
            onFrame(undefined);
            onSwitch(false);
          }}
        >
          Stop the camera
        </button>
      </div>
    </section>
  );
}
