// expect: compile_error
import './helper.ts';
// file: helper.ts
import 'vitest';
