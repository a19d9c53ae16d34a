import { doJob } from '../process/do-job.js';
import { runMixedLoad } from './mixed-load.js';

doJob(runMixedLoad);
