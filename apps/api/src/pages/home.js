const at = (id) => document.getElementById(id);
const percent = (probability) => `${(100 * probability).toFixed(1)}%`;

const address = new URL('v1/predict', location.href).href;
at('curl').textContent = `curl -F image=@picture.png '${address}?top=3'`;

at('form').addEventListener('submit', (event) => event.preventDefault());
at('picture').addEventListener('change', ask);
at('key').addEventListener('change', ask);

async function ask() {
  const [file] = at('picture').files;
  if (!file) return;
  at('shown').src = URL.createObjectURL(file);
  at('result').hidden = false;
  at('answer').textContent = '…';
  at('classes').replaceChildren();
  at('saliency').removeAttribute('src');
  const key = at('key').value;
  try {
    const response = await fetch('v1/predict?top=5&explain=1', {
      method: 'POST',
      body: file,
      headers: {
        'Content-Type': file.type || 'application/octet-stream',
        ...(key && { Authorization: `Bearer ${key}` }),
      },
    });
    const answer = await response.json();
    if (response.status === 401) at('key-label').hidden = false;
    if (response.ok) show(answer);
    else at('answer').textContent = answer.error;
  } catch {
    at('answer').textContent = 'The service does not answer';
  }
}

function show({ model, predictions: [shown] }) {
  const doubt = shown.outOfDistribution ? ', but it looks like none of them' : '';
  at('answer').textContent =
    `${shown.label}, ${percent(shown.probability)}${doubt} (${model.name}, version ${model.version})`;
  at('saliency').src = `data:image/png;base64,${shown.saliency}`;
  at('classes').replaceChildren(
    ...Object.entries(shown.probabilities).map(([label, probability]) => {
      const row = document.createElement('tr');
      const meter = document.createElement('meter');
      meter.value = probability;
      const cells = [label, meter, percent(probability)].map((content) => {
        const cell = document.createElement('td');
        cell.append(content);
        return cell;
      });
      row.append(...cells);
      return row;
    }),
  );
}
