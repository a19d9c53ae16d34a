import { doJob } from '../process/do-job.js';
import { holdStreams } from './held-streams.js';

doJob(holdStreams);
