import { describeRows } from './support/server-rows';

describeRows(0, 2);
