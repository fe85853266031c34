export { checkPage } from './check/page';
export { type JudgedApp } from './check/judged';
export { pageThere } from './own-page';
export { reportPage, type ReportedImage } from './report/page';
