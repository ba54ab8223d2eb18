import { isWorkspaceKey, type Draft } from '../../domain/draft.ts';
import { filesFrom, sameFiles, type FilesFault, type FileTree } from '../../domain/files.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { lockAccount } from '../db/accounts.ts';
import * as drafts from '../db/drafts.ts';
import * as visits from '../db/lesson-visits.ts';
import * as predictions from '../db/predictions.ts';
import type { Services } from '../services.ts';
import { isKnownPrediction } from './predictions.ts';
import { isKnownLesson } from './visits.ts';

/** What a browser kept while nobody was signed in. Its clock may be wrong; the future becomes now. */
export interface AnonymousWork {
	drafts: readonly { workspaceKey: string; files: Readonly<Record<string, unknown>>; updatedAt: Date }[];
	predictions: readonly { lessonSlug: string; predictionId: string; choiceId: string; answeredAt: Date }[];
	visits: readonly { lessonSlug: string; sectionId: string | null; visitedAt: Date }[];
}

export interface Merged {
	/** As the account now has them, for each workspace that came. */
	drafts: Draft[];
	/** The older of two drafts that disagree. They stay on the server until the learner has chosen. */
	conflicts: Draft[];
}

export type MergeFault =
	FilesFault | { code: 'sign_in_required' } | { code: 'workspace_unknown'; workspaceKey: string };

/**
 * Joins what a browser kept to an account, with nothing lost on either side: where the two hold
 * different drafts, the newer one is the draft and the other is kept beside it. Sending the same
 * again changes nothing and gives the same answer, so a browser that did not hear it asks again.
 */
export async function mergeAnonymousWork(
	{ db, clock, catalog }: Pick<Services, 'db' | 'clock' | 'catalog'>,
	accountId: string | null,
	work: AnonymousWork
): Promise<Result<Merged, MergeFault>> {
	if (accountId === null) return refuse({ code: 'sign_in_required' });
	const parsed = parsedDrafts(work.drafts);
	if (!parsed.ok) return parsed;

	const now = clock.now();
	const notAfterNow = (moment: Date) => (moment > now ? now : moment);
	const answers = work.predictions.filter((each) =>
		isKnownPrediction(catalog, each.lessonSlug, each.predictionId)
	);
	const visited = work.visits.filter(({ lessonSlug }) => isKnownLesson(catalog, lessonSlug));

	const merged = await db.transaction().execute(async (tx): Promise<Merged> => {
		await lockAccount(tx, accountId);
		for (const answer of answers) {
			await predictions.keep(tx, accountId, { ...answer, answeredAt: notAfterNow(answer.answeredAt) });
		}
		for (const visit of visited) {
			await visits.keep(tx, accountId, { ...visit, visitedAt: notAfterNow(visit.visitedAt) });
		}
		const result: Merged = { drafts: [], conflicts: [] };
		for (const { workspaceKey, files, updatedAt } of parsed.value) {
			result.drafts.push(await mergeDraft(tx, accountId, workspaceKey, files, notAfterNow(updatedAt)));
			result.conflicts.push(...(await drafts.listAside(tx, accountId, workspaceKey)));
		}
		return result;
	});
	return ok(merged);
}

function parsedDrafts(
	sent: AnonymousWork['drafts']
): Result<{ workspaceKey: string; files: FileTree; updatedAt: Date }[], MergeFault> {
	const parsed: { workspaceKey: string; files: FileTree; updatedAt: Date }[] = [];
	for (const { workspaceKey, files, updatedAt } of sent) {
		if (!isWorkspaceKey(workspaceKey)) return refuse({ code: 'workspace_unknown', workspaceKey });
		const tree = filesFrom(files);
		if (!tree.ok) return tree;
		parsed.push({ workspaceKey, files: tree.value, updatedAt });
	}
	return ok(parsed);
}

/** The draft the account has afterwards; the one it has not is put aside. */
async function mergeDraft(
	tx: Services['db'],
	accountId: string,
	workspaceKey: string,
	files: FileTree,
	updatedAt: Date
): Promise<Draft> {
	const sent: Draft = { workspaceKey, files, version: 1, updatedAt: updatedAt.toISOString() };
	const theirs = await drafts.find(tx, accountId, workspaceKey);
	if (theirs === null) {
		return (await drafts.insert(tx, accountId, { workspaceKey, files, version: 1, updatedAt })) ?? sent;
	}
	if (sameFiles(theirs.files, files)) return theirs;
	if (new Date(theirs.updatedAt) >= updatedAt) {
		await drafts.keepAside(tx, accountId, sent);
		return theirs;
	}
	await drafts.keepAside(tx, accountId, theirs);
	const save = { workspaceKey, files, baseVersion: theirs.version, updatedAt };
	return (await drafts.replace(tx, accountId, save)) ?? theirs;
}
