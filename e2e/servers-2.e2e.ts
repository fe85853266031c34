import { describeFailedStarts, describeRows } from './support/server-rows';

describeRows(1, 2);
describeFailedStarts();
