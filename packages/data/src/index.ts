export { type Dataset, pickFromDataset, shuffleDataset, splitDataset } from './dataset';
export { type DataFile, fashionMnist } from './fashion-mnist';
export { decodeIdx, encodeIdx, type IdxArray, type IdxData, IdxError, type IdxFault } from './idx';
export { prepare, type RgbaImage } from './prepare';
