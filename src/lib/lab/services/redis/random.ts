/** Some members by chance: distinct ones for a positive count, repeated ones for a negative. */
export function pickMembers(members: string[], count: number, random: () => number): string[] {
	if (count < 0) {
		return Array.from({ length: -count }, () => members[Math.floor(random() * members.length)] ?? '');
	}
	const left = [...members];
	const picked: string[] = [];
	while (picked.length < count && left.length > 0) {
		picked.push(...left.splice(Math.floor(random() * left.length), 1));
	}
	return picked;
}
