import { JUDGING } from '../../domain/limits.ts';
import * as submissions from '../db/submissions.ts';
import type { Services } from '../services.ts';

export type { Claim } from '../db/submissions.ts';

/**
 * Takes the submission that has waited longest; null when none waits. The claim is a lease: a
 * judge that has not recorded a verdict when it ends is taken for dead, and another one claims.
 */
export function claimNext({ db, clock }: Pick<Services, 'db' | 'clock'>): Promise<submissions.Claim | null> {
	return submissions.claimNext(db, clock.now(), JUDGING.leaseMs);
}
