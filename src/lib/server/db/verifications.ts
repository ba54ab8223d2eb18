import type { Kysely } from 'kysely';
import type { SourceFault } from '../../authoring/source-fault.ts';
import { parseVerification, type Verification } from '../../authoring/verification.ts';
import type { Tables } from './tables.ts';

/** What the server found when it verified a source with a machine: a verification, or faults. */
export interface KeptVerification {
	verifiedAt: Date;
	faults: SourceFault[];
	/** Null when it is not green. */
	verification: Verification | null;
}

export async function find(
	db: Kysely<Tables>,
	contentHash: string,
	engineHash: string
): Promise<KeptVerification | null> {
	const row = await db
		.selectFrom('exercise_verification')
		.selectAll()
		.where('content_hash', '=', contentHash)
		.where('engine_hash', '=', engineHash)
		.executeTakeFirst();
	if (!row) return null;
	const faults: SourceFault[] = JSON.parse(row.faults_json);
	return {
		verifiedAt: new Date(row.verified_at),
		faults,
		verification: row.verification_json === null ? null : parseVerification(row.verification_json)
	};
}

/** The newest answer counts: what a machine failed at may be green the next time. */
export async function keep(
	tx: Kysely<Tables>,
	kept: KeptVerification & {
		exerciseSlug: string;
		contentHash: string;
		engineHash: string;
		verifiedBy: string;
	}
): Promise<void> {
	const found = {
		verified_at: kept.verifiedAt.getTime(),
		verified_by: kept.verifiedBy,
		faults_json: JSON.stringify(kept.faults),
		verification_json: kept.verification === null ? null : JSON.stringify(kept.verification)
	};
	await tx
		.insertInto('exercise_verification')
		.values({
			exercise_slug: kept.exerciseSlug,
			content_hash: kept.contentHash,
			engine_hash: kept.engineHash,
			...found
		})
		.onConflict((conflict) => conflict.columns(['content_hash', 'engine_hash']).doUpdateSet(found))
		.execute();
}
