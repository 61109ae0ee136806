export { checkClassNames } from './class-names/check-class-names';
export { type Dataset, pickFromDataset, shuffleDataset, splitDataset } from './dataset';
export { type DataFile, fashionMnist } from './fashion-mnist';
export { decodeIdx, encodeIdx, type IdxArray, type IdxData, IdxError, type IdxFault } from './idx';
export { pixelsIfPrepared, prepare } from './prepare';
export { readFashionMnist } from './read-fashion-mnist';
export type { RgbaImage } from './rgba-image';
export { countClasses, type HoldOut, holdOut, type TrainTestSplit } from './train-test-split';
