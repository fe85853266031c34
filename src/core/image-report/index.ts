export { compareImages, type ImageChanges } from './changes';
export { type ImageContents, type LayerContents, type LayerEntry } from './contents';
export { isRecord } from './packages';
export { reportImage, type ImageReport } from './report';
export { reportText } from './text';
