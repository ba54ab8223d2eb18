// expect: runtime_error
({} as any).__proto__.polluted = 1
