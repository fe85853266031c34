export { compareImages, type ImageChanges, type PackageChange } from './changes';
export { type ImageContents, type LayerContents, type LayerEntry } from './contents';
export { readMemory, remember, type Build, type Memory } from './memory';
export { isRecord } from './packages';
export { type LayerPart } from './parts';
export { PLACES, type Place } from './places';
export { reportImage, type ImageReport, type LayerReport } from './report';
export { reportText } from './text';
export { layerName, packageChange, readable, readableTime, shortId, signed } from './words';
