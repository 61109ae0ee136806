export * from './original';
