import type { LearningRecord } from '#lib/domain/progress.ts';
import { EMPTY_RECORD } from '#lib/domain/progress.ts';
import { learningRecord } from '#lib/server/learning/progress.ts';

/** What the person asking has done; nothing, as far as the server knows, for who is not signed in. */
export async function recordOf({ services, account }: App.Locals): Promise<LearningRecord> {
	return account ? learningRecord(services, account.id) : EMPTY_RECORD;
}
