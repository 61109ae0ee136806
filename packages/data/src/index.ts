export { type Dataset, pickFromDataset, shuffleDataset, splitDataset } from './dataset';
export { type DataFile, fashionMnist } from './fashion-mnist';
export { decodeIdx, encodeIdx, type IdxArray, type IdxData, IdxError, type IdxFault } from './idx';
export { prepare } from './prepare';
export type { RgbaImage } from './rgba-image';
