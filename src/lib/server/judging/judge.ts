import { JUDGING } from '../../domain/limits.ts';
import type { Submission } from '../../domain/submission.ts';
import * as exercises from '../db/exercises.ts';
import * as fileSnapshots from '../db/file-snapshots.ts';
import * as submissions from '../db/submissions.ts';
import type { Services } from '../services.ts';
import { claimNext, type Claim } from './2-claim.ts';
import { judgingSeeds, runSubmission } from '../../authoring/run-submission.ts';
import { recordGivenUp, recordReport } from './3-record.ts';

/** Takes submissions from the queue as long as there are any, several at a time. */
export interface Judge {
	/** Something may wait in the queue. */
	wake: () => void;
	/** Takes no more, and resolves when what it has in hand is recorded. */
	stop: () => Promise<void>;
	/** Resolves when this judge has recorded the submission, or after so many milliseconds. */
	whenJudged: (submissionId: string, withinMs: number) => Promise<void>;
}

export interface JudgeOptions {
	/** As many as the pool has machines. */
	concurrency?: number;
	/** How often it looks for what others queued or left behind. */
	pollMs?: number;
}

type JudgeServices = Pick<Services, 'db' | 'clock' | 'log' | 'sandboxPool' | 'typeChecker' | 'config'>;

/**
 * Starts a judge. It survives whatever goes wrong with one submission, and what it leaves behind
 * when it dies, another judge takes over once the lease is over.
 */
export function createJudge(services: JudgeServices, options: JudgeOptions = {}): Judge {
	const concurrency = options.concurrency ?? services.config.judgeWorkersCount;
	const waiters = new Map<string, Set<() => void>>();
	const lanes = new Set<Promise<void>>();
	let isStopped = false;
	let wakesCount = 0;

	const poll = setInterval(wake, options.pollMs ?? POLL_MS);
	poll.unref();
	wake();

	function wake(): void {
		wakesCount += 1;
		while (!isStopped && lanes.size < concurrency) {
			const lane = workThroughQueue().finally(() => lanes.delete(lane));
			lanes.add(lane);
		}
	}

	/** Ends when the queue was empty and nobody has called since it was found so. */
	async function workThroughQueue(): Promise<void> {
		while (!isStopped) {
			const wakesBefore = wakesCount;
			const judgedOne = await judgeNext(services, tellWaiters).catch((error: unknown) => {
				// The database or the pool is in trouble; the next poll tries again.
				services.log.error({ err: error }, 'the judge could not work');
				return null;
			});
			if (judgedOne === null || (!judgedOne && wakesBefore === wakesCount)) return;
		}
	}

	function tellWaiters(submissionId: string): void {
		for (const tell of waiters.get(submissionId) ?? []) tell();
		waiters.delete(submissionId);
	}

	return {
		wake,
		stop: async () => {
			isStopped = true;
			clearInterval(poll);
			await Promise.all(lanes);
		},
		whenJudged: (submissionId, withinMs) =>
			new Promise((resolve) => {
				const waiting = waiters.get(submissionId) ?? new Set();
				waiters.set(submissionId, waiting);
				const done = () => {
					clearTimeout(timer);
					waiting.delete(done);
					if (waiting.size === 0 && waiters.get(submissionId) === waiting) waiters.delete(submissionId);
					resolve();
				};
				const timer = setTimeout(done, withinMs);
				waiting.add(done);
			})
	};
}

/** Waits for the verdict up to a limit; then the submission is returned as it stands. Null when there is none. */
export async function awaitVerdict(
	{ db, judge }: Pick<Services, 'db' | 'judge'>,
	submissionId: string,
	withinMs: number
): Promise<Submission['state'] | null> {
	const deadline = performance.now() + withinMs;
	for (;;) {
		const leftMs = deadline - performance.now();
		// Listening before asking: a verdict recorded in between is heard.
		const heard = judge.whenJudged(submissionId, Math.min(Math.max(leftMs, 0), ANOTHER_JUDGE_POLL_MS));
		const state = await submissions.findState(db, submissionId);
		if (state === null || state === 'judged' || leftMs <= 0) return state;
		await heard;
	}
}

/** A judge of another process tells nobody here. */
const ANOTHER_JUDGE_POLL_MS = 500;
const POLL_MS = 2_000;

/** False when nothing waited. */
async function judgeNext(services: JudgeServices, judged: (submissionId: string) => void): Promise<boolean> {
	const claim = await claimNext(services);
	if (claim === null) return false;

	const { id } = claim.submission;
	if (claim.triesCount > JUDGING.triesMax) {
		services.log.error({ submissionId: id }, 'a submission ended every judge that tried it');
		await recordGivenUp(services, claim);
		judged(id);
		return true;
	}
	try {
		if ((await judgeClaim(services, claim)) !== 'returned_to_queue') judged(id);
	} catch (error) {
		await failOne(services, claim, error, judged);
	}
	return true;
}

async function judgeClaim(services: JudgeServices, claim: Claim) {
	const { db, sandboxPool, log } = services;
	const { id, learnerId, revisionId, fileSnapshotId } = claim.submission;
	const [revision, files] = await Promise.all([
		exercises.getRevision(db, revisionId),
		fileSnapshots.get(db, fileSnapshotId)
	]);
	const report = await runSubmission((job) => sandboxPool.run(job, learnerId), revision.source, files, {
		jobId: id,
		seeds: judgingSeeds(revision.source),
		checkTypes: (request) => services.typeChecker.check(request)
	});
	const recorded = await recordReport(services, claim, report, revision.verification);
	log.info({ submissionId: id, recorded, usage: report.usage }, 'judged');
	return recorded;
}

/** Our failure: the learner's submission goes back to the queue, at the third time it is given up. */
async function failOne(
	services: JudgeServices,
	claim: Claim,
	error: unknown,
	judged: (submissionId: string) => void
): Promise<void> {
	const { id } = claim.submission;
	services.log.error({ err: error, submissionId: id, triesCount: claim.triesCount }, 'judging failed');
	if (claim.triesCount < JUDGING.triesMax) {
		await submissions.returnToQueue(services.db, claim);
		return;
	}
	await recordGivenUp(services, claim);
	judged(id);
}
