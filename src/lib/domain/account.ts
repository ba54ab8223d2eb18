export const ROLES = ['learner', 'instructor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export interface Account {
	id: string;
	email: string;
	displayName: string;
	role: Role;
	createdAt: Date;
}
