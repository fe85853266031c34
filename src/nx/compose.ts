/** The generators as functions, for generators of other packages that build on them. */
export { appGenerator, type AppGeneratorOptions } from './generators/app/generate';
