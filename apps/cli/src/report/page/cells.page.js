// Runs in the report itself: shows the pictures behind the cell of the confusion matrix that somebody chose.
(() => {
  const { names, cells, columns } = JSON.parse(document.getElementById('cells').textContent);
  const buttons = [...document.querySelectorAll('[data-cell]')];
  const panel = document.getElementById('cell');
  const percent = (share) => `${(100 * share).toFixed(1)}%`;
  let shown;

  function pictureOf([picture, place, probability], said) {
    const item = document.createElement('li');
    const image = document.createElement('span');
    image.className = 'picture';
    image.style.setProperty('--x', place % columns);
    image.style.setProperty('--y', Math.floor(place / columns));
    image.setAttribute('role', 'img');
    image.setAttribute('aria-label', `Test picture ${picture}: ${names[said]}, ${percent(probability)}`);
    const caption = document.createElement('span');
    caption.textContent = percent(probability);
    item.append(image, caption);
    return item;
  }

  function show(button) {
    const [actual, said] = button.dataset.cell.split(',').map(Number);
    const { count, answers } = cells[button.dataset.cell];
    const isRight = actual === said;
    shown?.setAttribute('aria-pressed', 'false');
    if (shown) shown.tabIndex = -1;
    shown = button;
    button.setAttribute('aria-pressed', 'true');
    button.tabIndex = 0;
    const pictures = count === 1 ? 'picture' : 'pictures';
    const kind = isRight ? 'it was least sure of' : 'it was surest of';
    const how =
      answers.length < count
        ? `The ${answers.length} of ${count} ${pictures} ${kind}`
        : `${count} ${pictures}`;
    document.getElementById('cell-title').textContent = isRight
      ? `${names[actual]}, recognised`
      : `${names[actual]} taken for ${names[said]}`;
    document.getElementById('cell-note').textContent = `${how}; below each how sure the model was.`;
    document
      .getElementById('cell-pictures')
      .replaceChildren(...answers.map((answer) => pictureOf(answer, said)));
    panel.hidden = false;
  }

  // The nearest cell with pictures in the direction of an arrow key.
  function neighbour(button, down, right) {
    let [row, column] = button.dataset.cell.split(',').map(Number);
    do {
      row += down;
      column += right;
      if (cells[`${row},${column}`]) return document.querySelector(`[data-cell="${row},${column}"]`);
    } while (row >= 0 && column >= 0 && row < names.length && column < names.length);
    return null;
  }

  const arrows = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  for (const button of buttons) {
    button.addEventListener('click', () => show(button));
    button.addEventListener('keydown', (event) => {
      const arrow = arrows[event.key];
      if (!arrow) return;
      event.preventDefault();
      const next = neighbour(button, ...arrow);
      if (!next) return;
      show(next);
      next.focus();
    });
  }
  const worst = (a, b) => cells[b.dataset.cell].count - cells[a.dataset.cell].count;
  const mistakes = buttons.filter(({ dataset }) => new Set(dataset.cell.split(',')).size === 2);
  const first = (mistakes.length > 0 ? mistakes : buttons).sort(worst)[0];
  if (first) show(first);
})();
