// tsx typed-client.ts http://127.0.0.1:8080
import { createClient } from '../src/client';

const api = createClient(process.argv[2] ?? 'http://127.0.0.1:8080');
const pixels = new Array<number>(784).fill(0);
const response = await api.v1.predict.$post({ json: { pixels }, query: { top: '1' } });
if (!response.ok) throw new Error((await response.json()).error);
const { model, predictions } = await response.json();
console.log(predictions[0].label, predictions[0].outOfDistribution, model.name);
