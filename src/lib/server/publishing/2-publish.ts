import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { assert } from '../../domain/assert.ts';
import type { ExerciseSource } from '../../domain/exercise.ts';
import * as exercises from '../db/exercises.ts';
import type { PublishedBy, PublishedExercise } from '../db/exercises.ts';
import type { Services } from '../services.ts';
import { readExerciseFolder } from './1-read.ts';
import { inLanes } from '../../authoring/lanes.ts';
import { contentHashOf, type Verification } from '../../authoring/verification.ts';
import { faultLine, type SourceFault } from '../../authoring/source-fault.ts';
import type { Verify } from './verification-cache.ts';

export interface PublishOptions {
	/** `exercises`. */
	folder: string;
	verify: Verify;
	/** Of the machine that `verify` runs. */
	engineHash: string;
	/** Called as each exercise is done. */
	onProgress?: (progress: PublishProgress) => void;
}

export type PublishProgress = { slug: string } & (
	| { outcome: 'unchanged' }
	| { outcome: 'published'; number: number }
	/** What was published before stays. */
	| { outcome: 'refused'; faults: SourceFault[] }
	/** Its folder is gone. */
	| { outcome: 'retired' }
);

/** Each has some dozen runs waiting in the queue of the pool, and that has an end. */
const EXERCISES_AT_ONCE = 4;

type PublishServices = Pick<Services, 'db' | 'clock' | 'newId' | 'log'>;

/**
 * Publishes what has changed in the folder of exercises, each as a new revision. Nothing is
 * published without a green verification of exactly that source; what is refused is said aloud,
 * and learners keep the revision they have.
 */
export async function publishAll(
	services: PublishServices,
	options: PublishOptions
): Promise<PublishProgress[]> {
	const slugs = await exerciseSlugsIn(options.folder);
	const published = new Map((await exercises.listPublished(services.db)).map((each) => [each.slug, each]));
	const report = (progress: PublishProgress) => {
		if (progress.outcome === 'refused') {
			const faults = progress.faults.map((fault) =>
				faultLine(path.join(options.folder, progress.slug), fault)
			);
			services.log.error({ slug: progress.slug, faults }, 'an exercise was not published');
		}
		options.onProgress?.(progress);
		return progress;
	};

	const done = await inLanes(slugs, EXERCISES_AT_ONCE, async (slug) =>
		report(await publishFolder(services, options, slug, published.get(slug)))
	);
	// What was published from the studio has no folder.
	const gone = [...published.values()].filter(
		({ slug, origin }) => origin === 'folder' && !slugs.includes(slug)
	);
	for (const { slug } of gone) {
		await exercises.retire(services.db, slug, services.clock.now());
		done.push(report({ slug, outcome: 'retired' }));
	}
	return done;
}

/** The folders that are exercises: names that begin with `_` are for instructors. */
export async function exerciseSlugsIn(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { withFileTypes: true });
	return entries
		.filter((entry) => entry.isDirectory() && !/^[._]/.test(entry.name))
		.map(({ name }) => name)
		.toSorted();
}

async function publishFolder(
	services: PublishServices,
	{ folder, verify, engineHash }: PublishOptions,
	slug: string,
	published: PublishedExercise | undefined
): Promise<PublishProgress> {
	const source = await readExerciseFolder(path.join(folder, slug));
	if (!source.ok) return { slug, outcome: 'refused', faults: source.fault };

	if (published?.origin === 'studio') return { slug, outcome: 'refused', faults: [takenByStudio(slug)] };
	const isCurrent = published?.contentHash === contentHashOf(source.value);
	if (isCurrent && published?.engineHash === engineHash) return { slug, outcome: 'unchanged' };

	const verified = await verify(source.value);
	if (!verified.ok) return { slug, outcome: 'refused', faults: verified.fault };
	const { number, isNew } = await publishRevision(services, source.value, verified.value);
	return isNew ? { slug, outcome: 'published', number } : { slug, outcome: 'unchanged' };
}

function takenByStudio(slug: string): SourceFault {
	return {
		gate: 1,
		file: '',
		line: null,
		message: `an exercise of the studio has the address ${slug}: give this folder another name`
	};
}

/** One transaction, one revision: two processes that publish the same source publish it once. */
export async function publishRevision(
	{ db, clock, newId }: Pick<Services, 'db' | 'clock' | 'newId'>,
	source: ExerciseSource,
	verification: Verification,
	by: PublishedBy | null = null
): Promise<{ id: string; number: number; isNew: boolean }> {
	const contentHash = contentHashOf(source);
	assert(
		verification.contentHash === contentHash,
		'a verification is of exactly the source that is published'
	);
	const { slug } = source;

	return db.transaction().execute(async (tx) => {
		await exercises.claimForPublishing(tx, slug, by === null ? 'folder' : 'studio');
		const currentId = await exercises.findCurrentRevisionId(tx, slug);
		const known = await exercises.findRevisionByHash(tx, slug, contentHash);
		if (known) {
			await exercises.makeCurrent(tx, slug, known.id);
			return { ...known, isNew: known.id !== currentId };
		}
		const id = newId('rev');
		const number = (await exercises.lastRevisionNumber(tx, slug)) + 1;
		const publishedAt = clock.now();
		const revision = { id, exerciseSlug: slug, number, contentHash, source, verification, publishedAt };
		await exercises.insertRevision(tx, revision, by);
		await exercises.makeCurrent(tx, slug, id);
		return { id, number, isNew: true };
	});
}
