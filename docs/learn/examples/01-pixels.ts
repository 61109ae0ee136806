import { loadFashionMnist } from '@fmnist/data/node';

const { train, test } = await loadFashionMnist();
console.log('to train on:', train.images.shape.join(' × '), train.images.dtype);
console.log('to test with:', test.images.shape.join(' × '), test.images.dtype);
console.log('the first shows:', train.classNames[train.labels[0]]);

const boot = train.images.rows(0, 1).data;
console.log('its row 14:', boot.slice(14 * 28, 15 * 28).join(' '));

const shades = ' .:-=+*#%@';
for (let row = 0; row < 28; row += 2) {
  const line = Array.from(boot.slice(row * 28, (row + 1) * 28), (pixel) => shades[Math.floor(pixel / 25.6)]);
  console.log(line.join('').trimEnd());
}
