import './page.js';
import { exchangeModel } from './exchange-model.js';

globalThis.consume['@fmnist/interchange'] = exchangeModel;
