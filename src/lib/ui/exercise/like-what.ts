import type { Misconception } from '#lib/domain/submission.ts';

/** The belief behind a known mistake, which the learner need not hold: their code behaves as if. */
export function likeWhat({ idea }: Misconception): string {
	return idea === '' ? 'This behaves like a known mistake' : `This behaves like code that assumes: “${idea}”`;
}
