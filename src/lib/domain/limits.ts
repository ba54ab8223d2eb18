/**
 * Every maximum of the product, with its unit. A loop over foreign input, a queue, a text or a
 * file without a limit here is a bug.
 */

/** What one run of foreign code may use. Steps are counted inside the machine, so they mean the same everywhere. */
export interface RunLimits {
	/** Work, in fuel units of the engine: the same program uses the same number on every machine. */
	stepsMax: number;
	/** The last resort, when counting work failed: the host kills the worker. */
	wallMsMax: number;
	memoryBytesMax: number;
	/** The machine's own call stack, for code it runs. */
	stackBytesMax: number;
	outputBytesMax: number;
	outputEntriesMax: number;
	/** Promise jobs and timer callbacks in one run. */
	jobsMax: number;
	timersMax: number;
}

export const RUN_LIMITS: RunLimits = {
	stepsMax: 300_000_000,
	wallMsMax: 10_000,
	memoryBytesMax: 64 * 1024 * 1024,
	stackBytesMax: 160 * 1024,
	outputBytesMax: 64 * 1024,
	outputEntriesMax: 1_000,
	jobsMax: 500_000,
	timersMax: 200_000
};

export const FILES = {
	filesMaxCount: 20,
	fileMaxBytes: 64 * 1024,
	filesMaxBytes: 256 * 1024,
	pathMaxLength: 120,
	endings: ['ts', 'json', 'md']
} as const;

export const ACCOUNT = {
	passwordMinLength: 8,
	passwordMaxBytes: 1_024,
	displayNameMaxLength: 80,
	emailMaxLength: 254
} as const;

export const SESSION = {
	idleMs: 14 * 86_400_000,
	absoluteMs: 90 * 86_400_000,
	userAgentMaxLength: 200
} as const;

export const THROTTLE = {
	/** Sign-in tries of one network address at one account; an owner elsewhere is not locked out by them. */
	signInPer15Min: 10,
	signInPerAddressPerHour: 100,
	/** From all addresses together. */
	signInPerAccountPerHour: 100,
	/** The current password, asked again before something that cannot be undone. */
	passwordConfirmsPer15Min: 10,
	signUpPerAddressPerHour: 20,
	submissionsPerMinute: 20,
	/** Of one network, of programs that its browsers cannot run themselves. */
	trialRunsPerMinute: 20,
	draftsPerMinute: 240,
	collectionSavesPerMinute: 120
} as const;

export const JUDGING = {
	/** A claim older than this belongs to a judge that died. */
	leaseMs: 60_000,
	/** How often our own failures are tried again before the learner is told. */
	triesMax: 3,
	queuedPerLearnerMax: 5,
	queuedMax: 1_000,
	/** How long the response to a submission waits for its verdict. */
	waitForVerdictMs: 8_000,
	reportMaxBytes: 512 * 1024
} as const;

/** Of the threads in which machines run. */
export const POOL = {
	/** Runs that wait. Beyond it the answer is "busy". */
	queueMax: 1_000,
	/** Then a thread is replaced, so that nothing can pile up in it. */
	jobsPerThreadMax: 5_000,
	/** In a row: then the machine itself is broken. */
	failedStartsMax: 4
} as const;

/** Of the process in which types are checked. */
export const TYPES = {
	/** Work of the type system is not counted: only the clock ends a type that is computed for ever. */
	wallMsMax: 6_000,
	/** What the compiler may hold; its declarations alone are a third of it. */
	memoryMbMax: 256,
	/** Then the process is replaced, so that nothing can pile up in it. */
	checksPerProcessMax: 2_000,
	/** In a row: then the compiler itself is broken. */
	failedStartsMax: 4,
	queueMax: 1_000,
	/** Of one printed type or sentence. */
	printedMaxLength: 600
} as const;

/** Small mistakes made in right samples to prove the checks (gate 7). */
export const MUTANTS = {
	perSampleMax: 160,
	/** Times the steps that the sample itself needs, and a little for the smallest programs. */
	stepsFactor: 2,
	stepsMin: 2_000_000,
	/** Of an exercise with schedules: so many of the open ones are tried. */
	schedulesCount: 30,
	/** Of one exercise, run side by side: the queue of a pool has an end. */
	lanesCount: 6
} as const;

/** Of what instructors write in the studio. */
export const STUDIO = {
	/** Enough for thirty samples of five files; a folder with more is not an exercise. */
	filesMaxCount: 200,
	fileMaxBytes: 64 * 1024,
	filesMaxBytes: 400 * 1024,
	pathMaxLength: 120,
	endings: ['ts', 'json', 'md', 'yaml'],
	slugMaxLength: 80,
	titleMaxLength: 80,
	/** Of one instructor. */
	draftsMaxCount: 500,
	/** Of one draft, the newest. */
	versionsMaxCount: 200,
	noteMinLength: 3,
	noteMaxLength: 500,
	/** Proofs on the server at once, and replays; each has some hundred runs. */
	workAtOnceMax: 2,
	/** Of them, kept in memory until they are asked for. */
	resultsMax: 20,
	replayedSubmissionsMax: 1_000,
	replayLanesCount: 2,
	flipsShownMax: 20,
	verifyAgainMs: 15_000,
	/** What one person saves within so long is one version; longer typing leaves one about this often. */
	versionMs: 2 * 60_000
} as const;

/** Of the proof beside the editor of the studio. */
export const PROOF = {
	/** Without a letter: the author has paused. */
	pauseMs: 400,
	/** Machines of one page; each holds some eighty megabytes. */
	sandboxesMax: 4,
	rememberedRunsMax: 4_000,
	pulseMs: 1_000,
	/** The compiler has no limit of its own; a worker that is silent for so long is ended. */
	silenceMsMax: 20_000
} as const;

export const CHECKS = {
	titleMaxLength: 200,
	messageMaxLength: 4_000,
	checksMaxCount: 2_000
} as const;

export const DRAWINGS = {
	drawingsMaxCount: 10,
	dataMaxBytes: 64 * 1024
} as const;

export const DRAFTS = {
	/** Of one account; a lesson has about thirty workspaces. */
	draftsMaxCount: 2_000,
	workspaceKeyMaxLength: 200
} as const;

/** Of what instructors put together in the studio. */
export const COLLECTIONS = {
	/** Of one account. */
	collectionsMaxCount: 100,
	titleMaxLength: 120,
	summaryMinLength: 20,
	summaryMaxLength: 300,
	slugMaxLength: 80,
	itemsMaxCount: 60,
	textMaxLength: 20_000,
	/** All texts of one collection together; a request holds them all. */
	textsMaxBytes: 256 * 1024,
	/** On one page, the latest first. */
	listedMaxCount: 200
} as const;

/** What one request may bring from a browser that worked without an account. */
export const MERGE = {
	draftsMaxCount: 100,
	predictionsMaxCount: 500,
	visitsMaxCount: 200
} as const;

export const REQUESTS = {
	/** What adapter-node lets through, too. */
	bodyMaxBytes: 512 * 1024,
	/** Submissions in one answer. */
	historyMaxCount: 20
} as const;

/** Moves only when nothing else can happen. */
export const VIRTUAL_TIME = {
	/** When each run begins: 2023-11-14T22:13:20Z. */
	beginsAtMs: 1_700_000_000_000
} as const;

/** Of the real PostgreSQL beside a machine. */
export const POSTGRES = {
	/** Databases that a set-up has made and that are kept in memory, to begin the next run with. */
	preparedMaxCount: 3
} as const;

/** Of one simulation in the lab. */
export const LAB = {
	/** Of its trace; what happens after that is counted, not kept. */
	eventsMaxCount: 20_000,
	nodesMaxCount: 64,
	/** Of one topic. */
	partitionsMaxCount: 100,
	/** Of one run: a file of checks may begin several simulations. */
	tracesMaxCount: 40,
	traceTextMaxLength: 1_000,
	traceMaxBytes: 4 * 1024 * 1024,
	/** A program without checks ends when nothing but routine has happened for so long, in virtual time. */
	quietMs: 10_000,
	logTextMaxLength: 500,
	/** A connection whose segments do not arrive for so long is broken. */
	retransmitForMs: 60_000,
	connectForMs: 10_000,
	connectRetryMs: 1_000,
	/** No way is shorter: what arrives has been under way. */
	latencyMinMs: 0.01,
	runUsualMs: 10_000,
	/** Of one `lab.run()`. */
	runMaxMs: 24 * 3_600_000,
	/** Answers that a cache of HTTP stores, when its scenario says no number. */
	cacheEntriesMaxCount: 1_000,
	schedulesMaxCount: 1_000,
	/** Runs of one submission side by side: as many as a small server has machines. */
	explorationLanesCount: 2,
	/** All runs of one exploration together. */
	explorationStepsMax: 1_000_000_000,
	/** Runs tried to make a failing schedule smaller. */
	shrinkRunsMax: 80
} as const;
