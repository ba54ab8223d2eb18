import type { Command } from './command.ts';
export const scriptingCommands: Command[] = [];
