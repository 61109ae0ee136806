import { HttpError } from '../http/http-error';
import { parseJson } from '../http/parse-json';
import { PIXELS } from '../inference/pixels-per-picture';
import { type InferRequest, inferRequest } from '../schemas/oip';
import { parseWith } from '../schemas/parse-with';
import { INPUT_NAME } from './tensors';

/** A request for inference, and the binary data of its tensors. */
export interface InferBody {
  readonly request: InferRequest;
  readonly binary: Buffer;
}

/**
 * Takes apart a body that is JSON, or JSON with binary data behind it, or, where the JSON has no length, pixels alone.
 * @param headerLength what `Inference-Header-Content-Length` says
 * @throws HttpError 400
 */
export function parseInferBody(body: Buffer, headerLength: string | undefined): InferBody {
  if (headerLength === undefined) {
    return { request: parseRequest(body), binary: body.subarray(body.length) };
  }
  const length = Number(headerLength);
  if (!/^\d+$/.test(headerLength) || length > body.length) {
    const message = `Inference-Header-Content-Length must be a number up to the body's ${body.length} bytes`;
    throw new HttpError(400, 'invalid_header', message);
  }
  if (length === 0) return rawPixels(body);
  return { request: parseRequest(body.subarray(0, length)), binary: body.subarray(length) };
}

function parseRequest(json: Buffer): InferRequest {
  return parseWith(inferRequest, parseJson(json), 400, 'invalid_body');
}

function rawPixels(body: Buffer): InferBody {
  const rows = body.length / PIXELS;
  if (rows === 0 || !Number.isInteger(rows)) {
    throw new HttpError(
      400,
      'invalid_tensor',
      `Binary pixels come by the ${PIXELS}, got ${body.length} bytes`,
    );
  }
  const parameters = { binary_data_size: body.length };
  const input = { name: INPUT_NAME, shape: [rows, PIXELS], datatype: 'UINT8', parameters };
  return { request: { inputs: [input], parameters: { binary_data_output: true } }, binary: body };
}
