// expect: runtime_error
import { expect } from 'vitest'; expect(1).toBe(2)
