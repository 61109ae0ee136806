/** What models may be called: what fits a folder's name and a URL's path. */
export const MODEL_NAME = /^[A-Za-z0-9][\w.-]*$/;
