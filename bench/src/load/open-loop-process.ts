import { doJob } from '../process/do-job.js';
import { runOpenLoop } from './open-loop.js';

doJob(runOpenLoop);
