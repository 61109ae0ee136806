// node fetch.mjs jeans.png http://127.0.0.1:8080
import { readFile } from 'node:fs/promises';

const [file, url = 'http://127.0.0.1:8080'] = process.argv.slice(2);
const response = await fetch(`${url}/v1/predict?top=3`, {
  method: 'POST',
  body: await readFile(file),
  headers: { 'Content-Type': 'application/octet-stream' },
});
const answer = await response.json();
if (!response.ok) throw new Error(answer.error);
for (const { label, probability } of answer.predictions) console.log(label, probability);
