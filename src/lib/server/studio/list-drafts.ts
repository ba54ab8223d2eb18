import type { Account } from '../../domain/account.ts';
import { STUDIO } from '../../domain/limits.ts';
import type { SourceState } from '../../domain/source-draft.ts';
import * as drafts from '../db/source-drafts.ts';
import type { SourceDraftListing } from '../db/source-drafts.ts';
import { engineHashIn } from '../sandbox-pool/engine-hash.ts';
import type { Services } from '../services.ts';

/** A draft in the list of who may change it. */
export interface ListedDraft {
	id: string;
	slug: string;
	title: string;
	state: SourceState;
	/** Of what learners have; null before it is published. */
	publishedNumber: number | null;
	updatedAt: Date;
	ownerName: string;
	isOwner: boolean;
}

/** Own ones and those shared with them, the one edited last first; all whose title or address holds the text. */
export async function listDrafts(
	{ db, config }: Pick<Services, 'db' | 'config'>,
	reader: Account,
	text: string
): Promise<ListedDraft[]> {
	const engineHash = await engineHashIn(config.machineFolder);
	const found = await drafts.list(db, reader, { text, engineHash, limit: STUDIO.draftsMaxCount });
	return found.map((listing) => ({
		id: listing.id,
		slug: listing.slug,
		title: listing.title,
		state: stateOf(listing),
		publishedNumber: listing.publishedNumber,
		updatedAt: listing.updatedAt,
		ownerName: listing.ownerName,
		isOwner: listing.isOwner
	}));
}

function stateOf({ publishedHash, contentHash, isRetired, isVerified }: SourceDraftListing): SourceState {
	if (isRetired) return 'retired';
	if (publishedHash === null) return isVerified ? 'verified' : 'draft';
	return publishedHash === contentHash ? 'published' : 'changed';
}
